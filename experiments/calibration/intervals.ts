/** @module Does the interval contain the truth as often as its level says? */
import type { JobsOptions, RowOf } from "@natwise/ask/experiments";
import { auto, estimate } from "natwise";
import type { Part } from "../shared/joinParts.ts";
import { groups, rowsWhere } from "../shared/rows.ts";
import { mean, rounded, variance } from "../shared/statistics.ts";
import { jobsOfDraws } from "./jobsOfDraws.ts";
import { percent } from "./percent.ts";
import { type KnownSource, known } from "./tasks.ts";

const level = 0.95;
const estimator = auto({ train: false });

async function draw({ sample, nats }: KnownSource, seed: number, signal: AbortSignal) {
  const { x, y, z } = sample(seed);
  const found = await estimate(x, y, { estimator, given: z, level, seed, signal });
  if (found.interval === null) throw new RangeError("no interval");
  const { low, high } = found.interval;
  // Every kind here has an estimator whose interval has two ends.
  if (high === null) throw new RangeError("no upper end");
  return {
    truth: rounded(nats),
    estimator: found.estimator,
    estimate: rounded(found.nats),
    low: rounded(low),
    high: rounded(high),
  };
}

const jobs = (options: JobsOptions) => jobsOfDraws("interval", known, { ...options, draw, cost: 0.15 });
type IntervalRow = RowOf<ReturnType<typeof jobs>[number]>;

const covered = (rows: readonly IntervalRow[]) =>
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

export const intervals: Part<IntervalRow> = {
  part: "interval",
  jobs,
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
  ],
  figures: [],
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
  ],
};
