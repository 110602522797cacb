/** @module Kinds of data that break assumptions: does the answer still hold? Interval and p-value of one estimate. */
import type { JobsOptions, RowOf } from "@natwise/ask/experiments";
import { auto, estimate } from "natwise";
import type { Part } from "../shared/joinParts.ts";
import { groups, rowsWhere } from "../shared/rows.ts";
import { mean, rounded, variance } from "../shared/statistics.ts";
import { jobsOfDraws } from "./jobsOfDraws.ts";
import { kinds } from "./kinds.ts";
import { percent } from "./percent.ts";
import { longSeries, series } from "./series.ts";
import type { KnownSource } from "./tasks.ts";

const level = 0.95;
const estimator = auto({ train: false });

/** An answer; without an interval the remarks say why. */
async function draw(
  { sample, nats, series: inTime = false }: KnownSource,
  seed: number,
  signal: AbortSignal,
) {
  const { x, y, z } = sample(seed);
  const options = { estimator, given: z, level, permutations: 99, series: inTime, seed, signal };
  try {
    const found = await estimate(x, y, options);
    return {
      truth: rounded(nats),
      estimator: found.estimator,
      estimate: rounded(found.nats),
      low: found.interval && rounded(found.interval.low),
      high: found.interval?.high == null ? null : rounded(found.interval.high),
      pValue: found.pValue,
    };
  } catch (error) {
    // A refusal is an answer: a rare event that does not occur is a constant.
    if (!(error instanceof RangeError)) throw error;
    const none = { estimator: "refused", estimate: null, low: null, high: null, pValue: null };
    return { truth: rounded(nats), ...none };
  }
}

const jobs = (options: JobsOptions) => [
  ...jobsOfDraws("kind", kinds, { ...options, draw, draws: 100, cost: 0.1 }),
  ...jobsOfDraws("kind", series, { ...options, draw, draws: 100, cost: 1 }),
  ...jobsOfDraws("kind", longSeries, { ...options, draw, draws: 40, cost: 4 }),
];
type KindRow = RowOf<ReturnType<typeof jobs>[number]>;

const found = (rows: readonly KindRow[]) =>
  groups(rowsWhere(rows, { part: "kind" }), "task").map(([[task], draws]) => {
    const answered = draws.filter(({ low }) => low !== null);
    const holds = answered.filter(
      ({ low, high, truth }) => low! <= truth && (high === null || truth <= high),
    ).length;
    const estimates = draws.flatMap(({ estimate }) => estimate ?? []);
    return {
      task,
      n: draws[0].n,
      truth: draws[0].truth,
      draws: draws.length,
      answered: answered.length,
      holds: answered.length === 0 ? null : holds / answered.length,
      above: answered.filter(({ low }) => low! > 0).length / draws.length,
      small: draws.filter(({ pValue }) => pValue !== null && pValue <= 0.05).length / draws.length,
      bias: estimates.length === 0 ? null : mean(estimates) - draws[0].truth,
      spread: estimates.length < 2 ? null : Math.sqrt(variance(estimates)),
      estimators: [...new Set(draws.map((row) => row.estimator))].join(", "),
    };
  });

/** Fewer intervals of a kind do not judge them. */
const FEWEST = 20;

const number = (value: number | null) => (value === null ? "-" : value.toFixed(3));

export const hardKinds: Part<KindRow> = {
  part: "kind",
  jobs,
  claims: [
    {
      claim:
        "The 95% interval holds the truth in at least 90 of 100 intervals of every kind that has 20 intervals or more",
      check(rows) {
        const short = found(rows).filter(
          ({ holds, answered }) => answered >= FEWEST && holds !== null && holds < 0.9,
        );
        return {
          pass: short.length === 0,
          because:
            short.length === 0
              ? `on all ${found(rows).length} kinds`
              : short.map(({ task, holds }) => `${task} ${percent(holds!)}`).join(", "),
        };
      },
    },
    {
      claim:
        "Of independent columns p is at most 0.05 in at most 9 of 100 draws, and the interval is above zero in at most 6",
      check(rows) {
        const independent = found(rows).filter(({ truth }) => truth === 0);
        const wrong = independent.filter(({ small, above }) => small > 0.09 || above > 0.06);
        return {
          pass: wrong.length === 0,
          because:
            wrong.length === 0
              ? `on all ${independent.length} kinds`
              : wrong.map((k) => `${k.task} ${percent(k.small)}, ${percent(k.above)}`).join("; "),
        };
      },
    },
  ],
  figures: [],
  tables: [
    {
      name: "kinds",
      caption:
        "Data that are not drawn from smooth densities, and series: 100 draws of each, of series of 2,000 rows 40. Two standard errors of a share of 95% are 4 in 100, of 40 draws 7.",
      cells: (rows) => [
        [
          ...["data", "rows", "truth", "bias", "spread", "with an interval", "holds the truth"],
          ...["above zero", "p at most 0.05", "estimators"],
        ],
        ...found(rows).map((k) => [
          ...[k.task, String(k.n), k.truth.toFixed(3), number(k.bias), number(k.spread)],
          ...[`${k.answered} of ${k.draws}`, k.holds === null ? "-" : percent(k.holds)],
          ...[percent(k.above), percent(k.small), k.estimators],
        ]),
      ],
    },
  ],
};
