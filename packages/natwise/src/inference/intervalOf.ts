import type { Context, Estimator, Found, Interval, Matrix } from "../types.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { subsampling } from "./subsampling.ts";

/**
 * The interval of an estimate, whatever made it:
 *
 * - of what is trained, from its folds: nats +- t s.e., with Student's t of folds - 1 degrees. Training again on parts of the
 *   rows would take a minute and more. Folds share training rows, so it is somewhat too narrow; and it is the interval of
 *   what the critic tells, which for a lower bound lies below the truth.
 * - of anything else by `subsampling`, from estimates on parts of the rows.
 *
 * @param again estimator and rows the estimate was made from; null where it must not be made again
 * @returns null where there is none, and then why
 */
export async function intervalOf(
  found: Found,
  again: {
    readonly estimator: Estimator;
    readonly x: Matrix;
    readonly y: Matrix;
    readonly z: Matrix | null;
  } | null,
  {
    level,
    series = false,
    context,
  }: { readonly level: number; readonly series?: boolean; readonly context: Context },
): Promise<{ interval: Interval | null; warnings: readonly string[] }> {
  if (!(level > 0 && level < 1)) throw new RangeError(`level: must be between 0 and 1, got ${level}`);
  const { nats, standardError, curves } = found;
  if (curves.length > 0 || again === null) {
    if (standardError === null || curves.length < 2) return { interval: null, warnings: [] };
    const reach = studentQuantile((1 + level) / 2, curves.length - 1) * standardError;
    return { interval: { low: nats - reach, high: nats + reach, level }, warnings: [] };
  }
  const { estimator, x, y, z } = again;
  if (x.n < 40)
    return { interval: null, warnings: [`No interval: it takes 40 rows or more, these are ${x.n}.`] };
  try {
    const { interval } = await subsampling(x, y, {
      ...{ estimator, nats, standardError, level, inOrder: series, context },
      given: z ?? undefined,
    });
    return { interval, warnings: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      interval: null,
      warnings: [`No interval: ${estimator.name} does not work on parts of the rows (${error.message}).`],
    };
  }
}
