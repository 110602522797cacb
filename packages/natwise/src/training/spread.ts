import { mean } from "../rows/mean.ts";
import type { Spread } from "../types.ts";

/** One fold's result on its test rows. */
export interface TestedFold {
  /** Its value, in nats. */
  readonly heldOut: number;
  /** The contribution of each row, up to a constant, in nats. */
  readonly local: Float64Array;
}

/**
 * The standard error of the mean over F folds, in two parts:
 *
 *   rows^2    = mean_f (var local_f / n_f) / F
 *   critics^2 = max(0, var_f heldOut_f - mean_f (var local_f / n_f)) / F
 *
 * Folds share training rows, so the second is too small where critics depend on them strongly. The choice of negatives
 * is not counted.
 */
export function spread(folds: readonly TestedFold[]): Spread {
  const F = folds.length;
  const ofRows = mean(folds.map(({ local }) => variance(local) / local.length));
  const rows = Math.sqrt(ofRows / F);
  if (F === 1) return { rows, critics: null };
  const between = variance(folds.map(({ heldOut }) => heldOut));
  return { rows, critics: Math.sqrt(Math.max(0, between - ofRows) / F) };
}

function variance(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - middle) ** 2;
  return sum / (values.length - 1);
}
