/**
 * @module Bounds with the best critic there is, so that what is left is their own bias and variance: against the
 * information and the batch size, with theory beside it, and I_alpha between its ends.
 */
import { numpy as np } from "@jax-js/jax";
import { dv, gaussian, iAlpha, infoNCE, nwj, scores } from "natwise";
import { groups, largest, mean, rowsWhere, short, variance } from "../statistics.mjs";

const part = "optimal";
const dims = 20;
const full = {
  nats: [2, 4, 6, 8, 10],
  sizes: [16, 32, 64, 128, 256, 512, 1024, 2048],
  batches: (K) => Math.min(1000, Math.max(100, 2 ** 18 / K)),
};
const small = { nats: [2, 6], sizes: [16, 64], batches: () => 50 };
const alphas = [0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 1];

const bounds = {
  NWJ: { bound: nwj() },
  DV: { bound: dv() },
  InfoNCE: { bound: infoNCE() },
  ...Object.fromEntries(alphas.map((alpha) => [`I_alpha ${alpha}`, { bound: iAlpha({ alpha }), alpha }])),
};

/** log p(y|x)/p(y) of all pairs of a batch by one matrix product. */
const bestCritic = (rho) => {
  const rest = 1 - rho * rho;
  const squares = (rows) => np.square(rows).sum(1);
  const logRatio = (cross, x, y) =>
    cross
      .mul(rho)
      .sub(x.add(y).mul((rho * rho) / 2))
      .mul(1 / rest)
      .sub(0.5 * dims * Math.log(rest));
  return {
    name: "optimal",
    kind: "any",
    cost: "rows",
    init: () => ({}),
    pairs(_, x, y) {
      const [R] = x.shape;
      const [K] = y.shape;
      return logRatio(
        np.matmul(x.ref, np.matrixTranspose(y.ref)),
        squares(x).reshape([R, 1]),
        squares(y).reshape([1, K]),
      );
    },
  };
};

function jobs({ quick, seed }) {
  const { nats, sizes, batches } = quick ? small : full;
  return nats.flatMap((truth) =>
    sizes.map((K) => ({
      id: `${part}/${truth}nats/batch${K}-seed${seed}`,
      labels: { part, dims, truth, K, batches: batches(K), seed },
      cost: batches(K) * K * K * 2.5e-7,
      run: ({ engine, signal, onProgress }) =>
        measure({ truth, K, count: batches(K), seed, engine, signal, onProgress }),
    })),
  );
}

async function measure({ truth, K, count, seed, engine, signal, onProgress }) {
  const task = gaussian({ dims, nats: truth });
  const rho = Math.sqrt(-Math.expm1((-2 * truth) / dims));
  const critic = bestCritic(rho);
  const step = (state, { x, y }) => {
    const { joint, product } = scores(critic, {}, x, y, K - 1);
    const values = Object.entries(bounds).map(([name, { bound }]) => {
      const given = { joint: joint.ref.add(bound.offset), product: product.ref.add(bound.offset) };
      // The best critic's partition function is 1 at every y.
      const logBaseline = bound.baseline === "none" ? undefined : np.zeros([K]);
      const [{ value, objective }] = bound.apply({ ...given, logBaseline }, {});
      objective.dispose();
      return [name, value];
    });
    joint.dispose();
    product.dispose();
    return [state, Object.fromEntries(values)];
  };
  const rows = (data, shape) => ({ data: Float32Array.from(data), shape });
  const draw = (T, run) => {
    const { x, y } = task.sample(T * K, seed, K, run);
    return { x: rows(x.data, [T, K, dims]), y: rows(y.data, [T, K, dims]) };
  };
  const one = rows([0], [1]);
  const empty = () => rows(new Float64Array(K * dims), [K, dims]);
  const program = await engine.compile(step, { state: { one }, batch: { x: empty(), y: empty() } });
  const found = Object.fromEntries(Object.keys(bounds).map((name) => [name, []]));
  const T = Math.max(1, Math.min(count, Math.floor(2 ** 20 / (K * K))));
  for (let done = 0, run = 0; done < count; run++) {
    const size = Math.min(T, count - done);
    const [, metrics] = await program.run({ one }, draw(size, run), { job: part, signal });
    for (const name of Object.keys(bounds)) found[name].push(...metrics[name].data);
    done += size;
    onProgress({ done: done / count, label: `batch of ${K}` });
  }
  await program.dispose();
  return Object.entries(found).map(([bound, values]) => {
    const centre = mean(values);
    return {
      bound,
      alpha: bounds[bound].alpha ?? null,
      mean: short(centre),
      bias: short(centre - truth),
      variance: short(variance(values)),
      mse: short(mean(values.map((value) => (value - truth) ** 2))),
    };
  });
}

/**
 * Variance of NWJ's value with the best critic and all pairs of a batch: d rho^2 / K from the joint term, and for the
 * mean of r over K (K - 1) pairs (e^{2I} - 1 + (1 - rho^4)^-d - 1) / (K (K - 1)): E[r | x] = E[r | y] = 1, so only a
 * pair with itself and with its mirror image are correlated.
 */
export function nwjVariance(nats, K) {
  const rho2 = -Math.expm1((-2 * nats) / dims);
  return (dims * rho2) / K + (Math.expm1(2 * nats) + (1 - rho2 * rho2) ** -dims - 1) / (K * (K - 1));
}

const of = (rows, where) => rowsWhere(rows, { part, ...where });

const claims = [
  {
    claim: "NWJ with the best critic is unbiased: within four standard errors at 2 nats for every batch size",
    check(rows) {
      const found = of(rows, { bound: "NWJ", truth: 2 }).map((row) => ({
        ...row,
        z: row.bias / Math.sqrt(nwjVariance(2, row.K) / row.batches),
      }));
      const worst = largest(found, ({ z }) => Math.abs(z));
      return {
        pass: found.every(({ z }) => Math.abs(z) < 4),
        because: `at most ${Math.abs(worst.z).toFixed(1)} standard errors, batch ${worst.K}`,
      };
    },
  },
  {
    claim:
      "Its variance is what theory says, where theory can be seen: within a third at 2 nats and batches of 64 and more",
    check(rows) {
      const found = of(rows, { bound: "NWJ", truth: 2 })
        .filter(({ K }) => K >= 64)
        .map((row) => ({ ...row, ratio: row.variance / nwjVariance(2, row.K) }));
      return {
        pass: found.length > 0 && found.every(({ ratio }) => ratio > 2 / 3 && ratio < 4 / 3),
        because: found.map(({ K, ratio }) => `${ratio.toFixed(2)} times at ${K}`).join(", "),
      };
    },
  },
  {
    claim:
      "No bound measures 10 nats from 64 pairs, even with the best critic: InfoNCE lies 5 nats and more too low, DV a nat too high, and NWJ's deviation is above 10",
    check(rows) {
      const [n, d, nce] = ["NWJ", "DV", "InfoNCE"].map((bound) => of(rows, { bound, truth: 10, K: 64 })[0]);
      return {
        pass: Math.sqrt(n.variance) > 10 && d.bias > 1 && nce.bias < -5,
        because: `bias of InfoNCE ${nce.bias.toFixed(2)}, of DV ${d.bias.toFixed(2)}; deviation of NWJ ${Math.sqrt(n.variance).toFixed(0)} seen in ${n.batches} batches, ${Math.sqrt(nwjVariance(10, 64)).toFixed(0)} in theory`,
      };
    },
  },
  {
    claim:
      "InfoNCE never exceeds log K, has the smallest variance of all, and the largest bias at 10 nats, whatever the batch",
    check(rows) {
      const sizes = groups(
        of(rows, { truth: 10 }).filter(({ bound }) => ["NWJ", "DV", "InfoNCE"].includes(bound)),
        "K",
      );
      const wrong = sizes.filter(([[K], here]) => {
        const nce = here.find(({ bound }) => bound === "InfoNCE");
        return (
          nce.mean > Math.log(K) || here.some((other) => other !== nce && other.variance <= nce.variance)
        );
      });
      return {
        pass: sizes.length > 0 && wrong.length === 0,
        because:
          wrong.length === 0
            ? `for batches of ${sizes.map(([[K]]) => K).join(", ")}`
            : `not for ${wrong.map(([[K]]) => K).join(", ")}`,
      };
    },
  },
  {
    claim:
      "I_alpha trades bias for variance: at 6 nats and batches of 64 bias shrinks and variance grows as alpha does from 1 to 0.001",
    check(rows) {
      const found = [1, 0.5, 0.1, 0.01, 0.001].map((alpha) => of(rows, { alpha, truth: 6, K: 64 })[0]);
      const pass = found.every(
        (row, i) =>
          i === 0 ||
          (Math.abs(row.bias) < Math.abs(found[i - 1].bias) && row.variance > found[i - 1].variance),
      );
      return {
        pass,
        because: found
          .map(({ alpha, bias, variance: v }) => `${alpha}: ${bias.toFixed(2)}, ${v.toPrecision(2)}`)
          .join("; "),
      };
    },
  },
];

/** Bias, variance and mean squared error, a panel each, against the batch size. */
const against = {
  name: "optimal-bias-variance",
  caption:
    "The best critic, d = 20: bias, variance and mean squared error of a batch's value against the batch size; rows are 2, 6 and 10 nats. Broken lines are theory: NWJ's variance, and log K − I for InfoNCE. Where the broken line runs above NWJ's points, its variance rests on pairs so rare that no batch had one.",
  draw(rows, { Plot, draw, colours }) {
    const paints = { NWJ: colours.vermilion, DV: colours.green, InfoNCE: colours.blue };
    const shown = rows
      .filter((row) => row.part === part)
      .filter(({ bound, truth }) => bound in paints && [2, 6, 10].includes(truth));
    if (shown.length === 0) return null;
    // Biases and variances span decades: both are drawn as sizes on a logarithmic axis.
    const floor = 1e-4;
    const points = shown.flatMap(({ bound, truth, K, bias, variance: v, mse }) =>
      Object.entries({ "|bias|": Math.abs(bias), variance: v, "mean squared error": mse }).map(
        ([what, value]) => ({ bound, truth, K, what, value: Math.max(floor, value) }),
      ),
    );
    const sizes = [...new Set(shown.map(({ K }) => K))];
    const theory = [...new Set(shown.map(({ truth }) => truth))].flatMap((truth) =>
      sizes.flatMap((K) => [
        { truth, K, bound: "NWJ", what: "variance", value: nwjVariance(truth, K) },
        ...(truth > Math.log(K)
          ? [{ truth, K, bound: "InfoNCE", what: "|bias|", value: truth - Math.log(K) }]
          : []),
      ]),
    );
    const facets = { fx: "what", fy: "truth" };
    return draw("Bias, variance and mean squared error against batch size.", {
      ...{ width: 780, height: 560, marginTop: 52, marginRight: 56, marginLeft: 56 },
      fx: { domain: ["|bias|", "variance", "mean squared error"], label: null },
      fy: { label: "nats" },
      x: { type: "log", base: 2, label: "batch size", tickFormat: "d", ticks: 4 },
      y: {
        type: "log",
        label: "nats, nats²",
        grid: true,
        tickFormat: powerOfTen,
        domain: [floor, 1e7],
        ticks: 5,
      },
      marks: [
        Plot.line(theory, {
          ...facets,
          x: "K",
          y: "value",
          z: "bound",
          stroke: ({ bound }) => paints[bound],
          strokeDasharray: "5,4",
          clip: true,
        }),
        Plot.line(points, {
          ...facets,
          x: "K",
          y: "value",
          z: "bound",
          stroke: ({ bound }) => paints[bound],
        }),
        Plot.dot(points, { ...facets, x: "K", y: "value", r: 2.5, fill: ({ bound }) => paints[bound] }),
        ...Object.entries(paints).map(([name, fill], i) =>
          Plot.text([{ name, what: "|bias|", truth: points[0].truth }], {
            ...{ ...facets, text: "name", frameAnchor: "top-right", dx: -4, dy: 4 + 14 * i },
            ...{ fill, fontWeight: "bold" },
          }),
        ),
      ],
    });
  },
};

/** 10⁴ rather than 10000. */
function powerOfTen(value) {
  const power = Math.round(Math.log10(value));
  const digits = [...String(power)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]));
  return power === 0 ? "1" : `10${digits.join("")}`;
}

const tradeOff = {
  name: "optimal-alpha",
  caption:
    "I_alpha with the best critic: bias and variance against alpha for batches of 16 to 2048, rows are 4 and 8 nats. alpha = 1 is InfoNCE; towards 0 it becomes TUBA, unbiased.",
  draw(rows, { Plot, draw }) {
    const shown = rows
      .filter((row) => row.part === part)
      .filter(({ alpha, truth }) => alpha !== null && [4, 6, 8].includes(truth) && truth !== 6);
    if (shown.length === 0) return null;
    const points = shown.flatMap((row) => [
      { ...row, what: "bias", value: row.bias },
      { ...row, what: "variance (log10)", value: Math.log10(row.variance) },
    ]);
    return draw("Bias and variance of I_alpha against alpha.", {
      ...{ width: 720, height: 420, marginTop: 52, marginRight: 60 },
      fx: { label: null },
      fy: { label: "nats" },
      x: { type: "log", label: "alpha", tickFormat: "~g" },
      y: { grid: true, label: "nats" },
      color: { type: "log", scheme: "viridis" },
      marks: [
        Plot.line(points, {
          fx: "what",
          fy: "truth",
          x: "alpha",
          y: "value",
          z: "K",
          stroke: "K",
          strokeWidth: 1.6,
        }),
        Plot.text(
          // Elsewhere lines end too near one another for their names.
          points.filter(({ alpha, what, truth }) => alpha === 1 && what === "bias" && truth === 8),
          {
            fx: "what",
            fy: "truth",
            x: "alpha",
            y: "value",
            text: "K",
            dx: 6,
            textAnchor: "start",
            fontSize: 9,
          },
        ),
      ],
    });
  },
};

export const optimal = { jobs, claims, figures: [against, tradeOff] };
