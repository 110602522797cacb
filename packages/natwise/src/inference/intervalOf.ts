import { type Remark, remark } from "../remarks.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import type { Context, Found, Interval, Matrix, Refit } from "../types.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { subsampling } from "./subsampling.ts";
import { withoutCopies } from "./withoutCopies.ts";

/** Standardised rows of x, of y, and of what is held fixed. */
export interface Rows {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
}

/**
 * The interval of an estimate, whatever made it:
 *
 * - of what is trained, from its folds (`spread`):
 *
 *     nats +- sqrt(z^2 rows^2 + t^2 critics^2),   z the normal's quantile, t Student's with folds - 1 degrees
 *
 *   With five folds and either part from none to ten times the other it covers 93 to 97% where 95% are asked for. Training again
 *   on parts of the rows would take a minute and more. Folds share training rows, so it is somewhat too narrow; and it is the
 *   interval of what the critic tells, which for a lower bound lies below the truth.
 * - of anything else by `subsampling`, from estimates on parts of the rows.
 *
 * @param refit estimator and rows the estimate was made from; null where it must not be made again
 * @param options.rows as they were given, which an estimator may take the ranks of with ties broken at random
 * @returns null where there is none, and then why: fewer than 40 rows, rows of numbers that stand twice, an estimator that
 *   does not work on parts of the rows
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
  if (!(level > 0 && level < 1)) throw new RangeError(`level: must be between 0 and 1, got ${level}`);
  const { nats, standardError, spread, curves } = found;
  if (curves.length > 0 || refit === null) {
    if (spread?.critics == null) return { interval: null, remarks: [] };
    const p = (1 + level) / 2;
    const reach = Math.hypot(
      normalQuantile(p) * spread.rows,
      studentQuantile(p, curves.length - 1) * spread.critics,
    );
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
