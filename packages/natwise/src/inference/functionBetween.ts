import type { Matrix } from "../types.ts";

/** Which side is a function of the other, if any. */
export type FunctionBetween = "y of x" | "x of y" | "each of the other" | "none";

/** Interpolation over twice the distance is this many times as wrong for a function: 4 times if it is smooth. */
const TIMES = 2.5;
/** An error below this share of the column's deviation is rounding. */
const ROUNDING = 1e-12;

/**
 * Which of two columns is a function of the other as far as the rows show: whether interpolation between its two
 * neighbours, in order of the other column, predicts it, and the better the nearer they are. The median error between
 * next but one neighbours is then more than 2.5 times that between neighbours. With noise both are of the size of the
 * noise. On a circle neither column is a function. "none" for several columns on a side.
 */
export function functionBetween({ x, y }: { readonly x: Matrix; readonly y: Matrix }): FunctionBetween {
  if (x.d !== 1 || y.d !== 1 || x.n < 20) return "none";
  const [there, back] = [isFunction(x.data, y.data), isFunction(y.data, x.data)];
  return there && back ? "each of the other" : there ? "y of x" : back ? "x of y" : "none";
}

/** Whether `of`, of deviation 1, is a function of `by`. */
function isFunction(by: Float64Array, of: Float64Array): boolean {
  const order = Int32Array.from(by.keys()).sort((i, j) => by[i] - by[j]);
  const near = medianError(by, of, order, 1);
  return near <= ROUNDING || medianError(by, of, order, 2) > TIMES * near;
}

/**
 * Median error of interpolation between the rows `reach` places before and after each row. Repeated values are left
 * out, since atoms and rounded numbers repeat without being functions; Infinity with fewer than 20 other rows.
 */
function medianError(by: Float64Array, of: Float64Array, order: Int32Array, reach: number): number {
  const errors: number[] = [];
  for (let at = reach; at + reach < order.length; at++) {
    const [before, row, after] = [order[at - reach], order[at], order[at + reach]];
    if (!(by[before] < by[row] && by[row] < by[after]) || of[before] === of[row] || of[row] === of[after]) continue;
    const share = (by[row] - by[before]) / (by[after] - by[before]);
    errors.push(Math.abs(of[row] - of[before] - share * (of[after] - of[before])));
  }
  return errors.length < 20 ? Number.POSITIVE_INFINITY : Float64Array.from(errors).sort()[errors.length >> 1];
}
