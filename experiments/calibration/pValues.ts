/** @module Are p-values of independent columns uniform? */
import type { JobsOptions, RowOf } from "@natwise/ask/experiments";
import { auto, estimate } from "natwise";
import type { Part } from "../shared/joinParts.ts";
import { groups, rowsWhere } from "../shared/rows.ts";
import { jobsOfDraws } from "./jobsOfDraws.ts";
import { percent } from "./percent.ts";
import { type NullSource, nothing, shuffledSeries } from "./tasks.ts";
import { uniformity } from "./uniformity.ts";

const permutations = { full: 199, quick: 39 };
const estimator = auto({ train: false });

function jobs({ quick, seed: first }: JobsOptions) {
  const options = { estimator, permutations: quick ? permutations.quick : permutations.full };
  return jobsOfDraws("p-value", nothing, {
    ...{ quick, seed: first, cost: 0.3 },
    async draw({ sample, series }: NullSource, seed, signal) {
      const { x, y, z } = sample(seed);
      const found = await estimate(x, y, { ...options, given: z, series, seed, signal });
      return {
        estimator: found.estimator,
        pValue: found.pValue ?? Number.NaN,
        warned: found.remarks.some(({ code }) => code === "neighbouringRowsAlike"),
      };
    },
  });
}

type PValueRow = RowOf<ReturnType<typeof jobs>[number]>;

const tested = (rows: readonly PValueRow[]) =>
  groups(rowsWhere(rows, { part: "p-value" }), "task").map(([[task], draws]) => {
    const values = draws.map((row) => row.pValue);
    return {
      task,
      n: draws[0].n,
      draws: draws.length,
      small: values.filter((p) => p <= 0.05).length / draws.length,
      warned: draws.filter((row) => row.warned).length / draws.length,
      ...uniformity(values),
    };
  });

export const pValues: Part<PValueRow> = {
  part: "p-value",
  jobs,
  claims: [
    {
      claim:
        "p-values of nothing are uniform: Kolmogorov-Smirnov p above 0.01, series with circular shifts among them",
      check(rows) {
        const found = tested(rows).filter(({ task }) => task !== shuffledSeries);
        return {
          pass: found.every(({ p }) => p > 0.01),
          because: found.map(({ task, p }) => `${task} p = ${p.toFixed(3)}`).join(", "),
        };
      },
    },
    {
      claim: "Shuffling series of memory finds dependence that is not there, and every such answer warns",
      check(rows) {
        const [found] = tested(rows).filter(({ task }) => task === shuffledSeries);
        return {
          pass: found.small > 0.2 && found.warned === 1,
          because: `p at most 0.05 in ${percent(found.small)} of the draws, a warning in ${percent(found.warned)}`,
        };
      },
    },
  ],
  tables: [
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
        if (rows.length === 0) return null;
        const points = groups(rows, "task").flatMap(([[task], draws]) =>
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
              fill: (point) => (point.task === shuffledSeries ? colours.vermilion : colours.blue),
            }),
          ],
        });
      },
    },
  ],
};
