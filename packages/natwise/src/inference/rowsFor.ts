import type { Extrapolation } from "./extrapolation.ts";

/**
 * The number of rows at which an estimate has a standard error of `error` nats and a bias of no more than that. The
 * standard error falls as 1 / sqrt rows and the bias as 1 / rows. The standard error is known to about a fifth, so the
 * number is right to about two fifths.
 *
 * @returns null if the estimate has no limit in sight
 * @throws RangeError unless `error` is above 0
 */
export function rowsFor({ points, bias }: Extrapolation, error: number): number | null {
  if (!(error > 0)) throw new RangeError(`rowsFor: error must be above 0 nats, got ${error}`);
  const { rows, standardError } = points[points.length - 1];
  if (bias === null) return null;
  return Math.ceil(Math.max(rows * (standardError / error) ** 2, Math.abs(bias) / error));
}
