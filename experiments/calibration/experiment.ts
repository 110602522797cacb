/** @module Do the intervals contain the truth as often as they say, and are p-values of nothing uniform? */
import { auto, estimate } from "natwise";
import { groups, mean, rowsWhere, short, variance } from "../statistics.mjs";
import { known, nothing } from "./tasks.mjs";

const full = { draws: 200, chunk: 20, permutations: 199 };
const small = { draws: 10, chunk: 5, permutations: 39 };

/** Draws in jobs of `chunk`: one of them takes too little time to be a job. */
function chunked(part, tasks, { draws, chunk }, seed, one, cost) {
  return Object.entries(tasks).flatMap(([task, { n, ...rest }]) =>
    Array.from({ length: draws / chunk }, (_, c) => ({
      id: `${part}/${task.replace(/[^a-z0-9+.]+/gi, "-")}/${c}`,
      // Of the first draw; each row has its own.
      labels: { part, task, n, seed: seed + c * chunk },
      cost: chunk * cost,
      async run({ signal, onProgress }) {
        const rows = [];
        for (let i = 0; i < chunk; i++) {
          signal?.throwIfAborted();
          const draw = seed + c * chunk + i;
          rows.push({ seed: draw, ...(await one(rest, draw, signal)) });
          onProgress?.({ done: (i + 1) / chunk, label: task });
        }
        return rows;
      },
    })),
  );
}

async function interval({ sample, nats }, seed, signal) {
  const { x, y, z } = sample(seed);
  const estimator = auto({ train: false });
  const found = await estimate(x, y, { estimator, given: z, level: 0.95, seed, signal });
  const { low, high } = found.interval;
  return {
    truth: short(nats),
    estimator: found.estimator,
    estimate: short(found.nats),
    low: short(low),
    high: short(high),
  };
}

const pValue =
  (permutations) =>
  async ({ sample, series = false }, seed, signal) => {
    const { x, y, z } = sample(seed);
    const estimator = auto({ train: false });
    const found = await estimate(x, y, { estimator, given: z, permutations, series, seed, signal });
    return {
      estimator: found.estimator,
      pValue: found.pValue,
      warned: found.warnings.some((text) => /series/.test(text)),
    };
  };

const covered = (rows) =>
  groups(rowsWhere(rows, { part: "interval" }), "task").map(([[task], draws]) => {
    const hits = draws.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
    return {
      task,
      n: draws[0].n,
      draws: draws.length,
      share: hits / draws.length,
      truth: draws[0].truth,
      estimator: draws[0].estimator,
      bias: mean(draws.map((row) => row.estimate - row.truth)),
      spread: Math.sqrt(variance(draws.map((row) => row.estimate))),
      width: mean(draws.map(({ low, high }) => high - low)),
    };
  });

/** The Kolmogorov-Smirnov test of p-values against the uniform distribution, asymptotically. */
function uniform(pValues) {
  const sorted = [...pValues].sort((a, b) => a - b);
  const n = sorted.length;
  const distance = Math.max(...sorted.map((p, i) => Math.max((i + 1) / n - p, p - i / n)));
  const t = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let p = 0;
  for (let j = 1; j <= 100; j++) p += 2 * (-1) ** (j - 1) * Math.exp(-2 * j * j * t * t);
  return { distance, p: t < 0.3 ? 1 : Math.min(1, Math.max(0, p)) };
}

const tested = (rows) =>
  groups(rowsWhere(rows, { part: "p-value" }), "task").map(([[task], draws]) => {
    const values = draws.map((row) => row.pValue);
    return {
      task,
      n: draws[0].n,
      draws: draws.length,
      small: values.filter((p) => p <= 0.05).length / draws.length,
      warned: draws.filter((row) => row.warned).length / draws.length,
      ...uniform(values),
    };
  });

const wrong = "the same, shuffled";
const percent = (share) => `${(100 * share).toFixed(1)}%`;

export default {
  title: "Calibration: intervals and p-values",
  about:
    "Intervals of 95% on data whose information is known, and p-values of data that have none: how often the first contain the truth, and whether the second are uniform. Estimator auto, without trained critics.",
  jobs({ quick, seed }) {
    const sizes = quick ? small : full;
    return [
      ...chunked("interval", known, sizes, seed, interval, 0.15),
      ...chunked("p-value", nothing, sizes, seed, pValue(sizes.permutations), 0.3),
    ];
  },
  claims: [
    {
      claim: "The 95% interval contains the truth in 90 to 99 of 100 draws, on data of every kind",
      check(rows) {
        const found = covered(rows);
        return {
          pass: found.every(({ share }) => share >= 0.9 && share <= 0.99),
          because: found.map(({ task, share }) => `${task} ${percent(share)}`).join(", "),
        };
      },
    },
    {
      claim:
        "p-values of nothing are uniform: Kolmogorov-Smirnov p above 0.01, series with circular shifts among them",
      check(rows) {
        const found = tested(rows).filter(({ task }) => task !== wrong);
        return {
          pass: found.every(({ p }) => p > 0.01),
          because: found.map(({ task, p }) => `${task} p = ${p.toFixed(3)}`).join(", "),
        };
      },
    },
    {
      claim: "Shuffling series of memory finds dependence that is not there, and every such answer warns",
      check(rows) {
        const [found] = tested(rows).filter(({ task }) => task === wrong);
        return {
          pass: found.small > 0.2 && found.warned === 1,
          because: `p at most 0.05 in ${percent(found.small)} of the draws, a warning in ${percent(found.warned)}`,
        };
      },
    },
  ],
  tables: [
    {
      name: "coverage",
      caption:
        "Intervals of 95%: how often they contain the truth. Two standard errors of 200 draws are 3 in 100.",
      cells: (rows) => [
        ["data", "rows", "truth", "estimator", "bias", "spread", "mean width", "contains the truth"],
        ...covered(rows).map(({ task, n, truth, estimator, bias, spread, width, share }) => [
          task,
          String(n),
          truth.toFixed(3),
          estimator,
          bias.toFixed(3),
          spread.toFixed(3),
          width.toFixed(3),
          percent(share),
        ]),
      ],
    },
    {
      name: "p-values",
      caption: "p-values of columns that know nothing of one another",
      cells: (rows) => [
        [
          "data",
          "rows",
          "p at most 0.05",
          "distance from uniform",
          "Kolmogorov-Smirnov p",
          "warned of memory",
        ],
        ...tested(rows).map(({ task, n, small, distance, p, warned }) => [
          task,
          String(n),
          percent(small),
          distance.toFixed(3),
          p.toFixed(3),
          percent(warned),
        ]),
      ],
    },
  ],
  figures: [
    {
      name: "p-values",
      caption: "p-values of nothing in order of size: uniform ones lie on the line.",
      draw(rows, { Plot, draw, colours }) {
        const found = rows.filter((row) => row.part === "p-value");
        if (found.length === 0) return null;
        const points = groups(found, "task").flatMap(([[task], draws]) =>
          draws
            .map((row) => row.pValue)
            .sort((a, b) => a - b)
            .map((p, i, all) => ({ task, p, share: (i + 0.5) / all.length })),
        );
        const names = Object.keys(nothing);
        return draw("p-values in order of size.", {
          width: 900,
          height: 250,
          marginTop: 36,
          fx: { domain: names, label: null },
          x: { label: "share of the draws", ticks: 3 },
          y: { label: "p-value", grid: true },
          marks: [
            Plot.line(
              [
                [0, 0],
                [1, 1],
              ],
              { stroke: colours.black },
            ),
            Plot.dot(points, {
              ...{ fx: "task", x: "share", y: "p", r: 1.5 },
              fill: (point) => (point.task === wrong ? colours.vermilion : colours.blue),
            }),
          ],
        });
      },
    },
  ],
};
