import { type Remark, remark } from "../remarks.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import type { Context, Found, Interval, Matrix, Refit } from "../types.ts";
import { meanInflation } from "./meanInflation.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { subsampling } from "./subsampling.ts";
import { withoutCopies } from "./withoutCopies.ts";
import { SERIES_DRAWN } from "./withoutMemory.ts";

/** A series that is worth fewer independent rows has no interval. */
const FEWEST_INDEPENDENT = 5;

/** Standardised rows of x, of y, and of the given columns. */
export interface Rows {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
}

/**
 * Confidence interval of an estimate.
 *
 * - For a trained critic, from its folds (`spread`):
 *
 *     nats +- sqrt(z^2 rows^2 + t^2 critics^2),   z the normal's quantile, t Student's with folds - 1 degrees of freedom
 *
 *   With five folds, and either part from zero to ten times the other, an interval of nominal coverage 95% covers 93 to
 *   97%. Training again on parts of the rows would take a minute or more. Folds share training rows, so the interval is
 *   somewhat too narrow. For a series, rows is that of values with their autocorrelation. It is an interval for the critic's value, which for a lower bound lies below the truth.
 * - For a series with memory, from estimates on series like it (`withoutMemory`): nats +- t standardError, t Student's
 *   quantile with 1 / (1 / 29 + 1 / independent rows) degrees of freedom.
 * - For any other estimator, by `subsampling`, from estimates on parts of the rows.
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
): Promise<{ interval: Interval | null; remarks: readonly Remark[] }> {
  const { nats, standardError, spread, curves, memory } = found;
  if (memory && memory.drifting.length > 0) return { interval: null, remarks: [] };
  if (memory && memory.independent < FEWEST_INDEPENDENT)
    return {
      interval: null,
      remarks: [remark("noIntervalMemory", { independent: memory.independent, fewest: FEWEST_INDEPENDENT })],
    };
  if (curves.length > 0 || refit === null) {
    if (spread?.critics == null) return { interval: null, remarks: [] };
    const p = (1 + level) / 2;
    const reach = Math.hypot(
      normalQuantile(p) * spread.rows * (series ? Math.sqrt(meanInflation(found.local)) : 1),
      studentQuantile(p, curves.length - 1) * spread.critics,
    );
    return { interval: { low: nats - reach, high: nats + reach, level }, remarks: [] };
  }
  if (memory?.corrected) {
    // The variance is uncertain by the draws, and by the memory that few independent rows show: 2 / degrees each.
    const degrees = 1 / (1 / (SERIES_DRAWN - 1) + 1 / memory.independent);
    const reach = studentQuantile((1 + level) / 2, Math.floor(degrees)) * standardError!;
    return { interval: { low: nats - reach, high: nats + reach, level }, remarks: [] };
  }
  const { estimator, x, y, z } = refit;
  if (x.n < 40) return { interval: null, remarks: [remark("noIntervalFewRows", { rows: x.n, fewest: 40 })] };
  const kept = withoutCopies(rows);
  if (kept)
    return {
      interval: null,
      remarks: [remark("noIntervalCopies", { copies: x.n - kept.length, rows: x.n })],
    };
  try {
    const { interval } = await subsampling(x, y, {
      ...{ estimator, nats, standardError, level, inOrder: series, context },
      given: z ?? undefined,
    });
    return { interval, remarks: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      interval: null,
      remarks: [remark("noIntervalOnParts", { estimator: estimator.name, why: error.message })],
    };
  }
}
