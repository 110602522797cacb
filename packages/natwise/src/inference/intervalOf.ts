import { isCategories } from "../discrete/isCategories.ts";
import { mostInPopulation } from "../discrete/mostInformation.ts";
import { countRows, symbols } from "../discrete/symbols.ts";
import { type Remark, remark } from "../remarks.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import type { Context, Found, Guarantee, Interval, Matrix, Refit } from "../types.ts";
import { functionBetween } from "./functionBetween.ts";
import { isCounted } from "./isCounted.ts";
import { meanInflation } from "./meanInflation.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { subsampling } from "./subsampling.ts";
import { withoutCopiedRows } from "./withoutCopies.ts";
import { SERIES_DRAWN } from "./withoutMemory.ts";

/** A series that is worth fewer independent rows has no interval. */
const FEWEST_INDEPENDENT = 5;

/** A one-sided interval of a lower level begins where that of half does, at the estimate. */
const SMALLEST_LEVEL = 0.001;

/** Standardised rows of x, of y, and of the given columns. */
export interface Rows {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
}

/**
 * An estimate that rises by more than this, in nats, when the rows double has no limit in sight: half of log 2, which is
 * the rise where y is a function of x.
 */
export const UNBOUNDED = 0.35;

/**
 * Confidence interval for I(X; Y) from an estimate.
 *
 * - For a trained critic, from its folds (`spread`):
 *
 *     nats +- sqrt(z^2 rows^2 + t^2 critics^2),   z the normal's quantile, t Student's with folds - 1 degrees of freedom
 *
 *   With five folds, and either part from zero to ten times the other, an interval of nominal coverage 95% covers 93 to
 *   97%. Training again on parts of the rows would take a minute or more. Folds share training rows, so the interval is
 *   somewhat too narrow. For a series, rows is that of values with their autocorrelation.
 * - For a series with memory, from estimates on series like it (`withoutMemory`): nats +- t standardError, t Student's
 *   quantile with 1 / (1 / 29 + 1 / independent rows) degrees of freedom.
 * - For any other estimator, by `subsampling`, from estimates on parts of the rows.
 *
 * A lower bound has a one-sided interval, since its error does not limit the truth from above; an upper bound begins at
 * zero. `found.highest` can close or open the upper end. The interval stays within what is possible: from 0 to the
 * entropy of a side with few values (`mostInPopulation`).
 *
 * If a continuous column is a function of the other (`functionBetween`), or if the estimate rises by more than half of
 * log 2 when the rows double, the rows do not limit the information from above. The upper end is then open, the estimate
 * is a lower bound, and a remark says so.
 *
 * @param refit the estimator and the rows of the estimate; null if it must not be repeated
 * @param options.rows the rows before any ranks with random tie-breaking, to find copies
 * @returns a null interval with the reason as a remark: fewer than 40 rows, a series that drifts or
 *   is worth fewer than five independent rows, repeated rows of numbers, or an estimator
 *   that fails on parts of the rows
 */
export async function intervalOf(
  found: Found,
  refit: Refit | null,
  options: {
    readonly rows: Rows;
    readonly guarantee: Guarantee;
    readonly level: number;
    readonly series?: boolean;
    readonly context: Context;
  },
): Promise<{ interval: Interval | null; remarks: readonly Remark[]; guarantee?: Guarantee }> {
  const { rows, guarantee, level } = options;
  const open = found.highest === null || (found.highest === undefined && guarantee === "lower");
  const ends = await endsOf(found, refit, {
    ...options,
    level: open ? Math.max(SMALLEST_LEVEL, 2 * level - 1) : level,
  });
  if (ends.low === null) return { interval: null, remarks: ends.remarks };
  const most = mostInPopulation(rows.x, rows.y, rows.z);
  const of = most === null && rows.z === null ? functionBetween(rows) : "none";
  const rises =
    !isCounted(found.remarks) && ends.rise > Math.max(UNBOUNDED, ends.high - ends.low - ends.rise);
  const unbounded = most === null && (of !== "none" || rises);
  // Rows that were left out as the only ones of their category may carry all of its entropy.
  const alone = found.remarks.find((said) => said.code === "loneRowsOfCategories")?.values.lone ?? 0;
  const leftOut = (alone / rows.x.n) * Math.log(rows.x.n);
  const within = (value: number) => Math.max(0, most === null ? value : Math.min(value, most));
  const interval: Interval = {
    low: guarantee === "upper" ? 0 : within(ends.low),
    high: open || unbounded ? most : within(Math.max(ends.high, found.highest ?? 0) + leftOut),
    level,
  };
  if (!unbounded) return { interval, remarks: [] };
  return {
    interval,
    guarantee: "lower",
    remarks: [remark("notLimited", { of, rise: ends.rise, rows: rows.x.n }, [{ side: "x" }, { side: "y" }])],
  };
}

type Ends =
  | { readonly low: number; readonly high: number; readonly rise: number }
  | { readonly low: null; readonly remarks: readonly Remark[] };

/** A two-sided interval, and the rise of the estimate from half of the rows to all. */
async function endsOf(
  { nats, standardError, spread, curves, memory, local }: Found,
  refit: Refit | null,
  {
    rows,
    level,
    series = false,
    context,
  }: {
    readonly rows: Rows;
    readonly level: number;
    readonly series?: boolean;
    readonly context: Context;
  },
): Promise<Ends> {
  const none = (...remarks: readonly Remark[]): Ends => ({ low: null, remarks });
  if (memory && memory.drifting.length > 0) return none();
  if (memory && memory.independent < FEWEST_INDEPENDENT)
    return none(remark("noIntervalMemory", { independent: memory.independent, fewest: FEWEST_INDEPENDENT }));
  if (curves.length > 0 || refit === null) {
    if (spread?.critics == null) return none();
    const p = (1 + level) / 2;
    const reach = Math.hypot(
      normalQuantile(p) * spread.rows * (series ? Math.sqrt(meanInflation(local)) : 1),
      studentQuantile(p, curves.length - 1) * spread.critics,
    );
    return { low: nats - reach, high: nats + reach, rise: 0 };
  }
  if (memory?.corrected) {
    // The variance is uncertain by the draws, and by the memory that few independent rows show: 2 / degrees each.
    const degrees = 1 / (1 / (SERIES_DRAWN - 1) + 1 / memory.independent);
    const reach = studentQuantile((1 + level) / 2, Math.floor(degrees)) * standardError!;
    return { low: nats - reach, high: nats + reach, rise: 0 };
  }
  const { estimator, x, y, z } = refit;
  if (x.n < 40) return none(remark("noIntervalFewRows", { rows: x.n, fewest: 40 }));
  const kept = withoutCopiedRows(rows);
  if (kept) return none(remark("noIntervalCopies", { copies: x.n - kept.length, rows: x.n }));
  try {
    const { interval, bias } = await subsampling(x, y, {
      ...{ estimator, nats, standardError, level, inOrder: series, context },
      mostDegrees: Math.min(...[rows.x, rows.y].map(rowsBesides)) - 1,
      given: z ?? undefined,
    });
    return { ...interval, rise: -bias };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return none(remark("noIntervalOnParts", { estimator: estimator.name, why: error.message }));
  }
}

/** Of categories the rows that are not of the most frequent one: of a rare event, few. Infinity for numbers. */
function rowsBesides(side: Matrix): number {
  if (!isCategories(side)) return Number.POSITIVE_INFINITY;
  return side.n - countRows(symbols(side)).reduce((most, count) => Math.max(most, count), 0);
}
