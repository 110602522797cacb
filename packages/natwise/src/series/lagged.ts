import { matrix } from "../rows/matrix.ts";
import type { Data, Matrix } from "../types.ts";
import { delayed } from "./delayed.ts";

/** Rows as `estimate` takes them. */
export interface Rows {
  readonly data: Float64Array;
  /** [N, d] */
  readonly shape: readonly [number, number];
  /** Whether they are codes of categories. */
  readonly categories?: boolean;
}

export const asRows = ({ data, n, d, categories }: Matrix): Rows => ({
  data,
  shape: [n, d],
  ...(categories && { categories }),
});

/**
 * Pairs of x with y `lag` rows later: x_{t - lag} and y_t. With a negative lag x is the later one. The |lag| rows
 * without a partner are left out.
 *
 * @param x series, rows in the order of time [N, dx]
 * @param y series [N, dy]
 * @throws TypeError for different numbers of rows; RangeError for a lag that is not a whole number or leaves no pair
 */
export function lagged(x: Data, y: Data, lag: number): { readonly x: Rows; readonly y: Rows } {
  const left = matrix(x, "x");
  const right = matrix(y, "y");
  const { n } = left;
  if (right.n !== n)
    throw new TypeError(`lagged: x and y must have the same number of rows, got ${n} and ${right.n}`);
  if (!(Number.isInteger(lag) && Math.abs(lag) < n))
    throw new RangeError(`lagged: lag must be a whole number between ${-n} and ${n}, got ${lag}`);
  const times = { from: Math.max(lag, 0), to: n + Math.min(lag, 0) };
  return { x: asRows(delayed(left, [lag], times)), y: asRows(delayed(right, [0], times)) };
}
