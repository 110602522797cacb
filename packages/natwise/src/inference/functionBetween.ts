import type { Matrix } from "../types.ts";

/** Which side is a function of the other, if any. */
export type FunctionBetween = "y of x" | "x of y" | "each of the other" | "none";

/** Interpolation over twice the distance is this many times as wrong for a function: 4 times if it is smooth. */
const TIMES = 2.5;
/** Quantiles of the error that must show it: jumps and kinks of a function concern few rows. */
const QUANTILES = [0.5, 0.75];
/** Fewer rows show no function. */
const FEWEST = 40;
/** A larger share of rows with equal values of one column and different ones of the other is no function. */
const FEW_TIES = 0.05;
/** A range of the middle half below this, in deviations, is that of extremes. */
const NARROW = 1e-3;
/** An error below this share of the column's deviation is rounding. */
const ROUNDING = 1e-12;

/**
 * Which of two columns is a function of the other as far as the rows show: whether interpolation between its two
 * neighbours, in order of the other column, predicts it, and the better the nearer they are. The median and the upper
 * quartile of the error are then, between next but one neighbours, more than 2.5 times those between neighbours. With
 * noise all are of the size of the noise. On a circle neither column is a function, since neighbours lie on both halves.
 *
 * @returns "none" for several columns on a side, and for categories
 */
export function functionBetween({ x, y }: { readonly x: Matrix; readonly y: Matrix }): FunctionBetween {
  if (x.d !== 1 || y.d !== 1 || x.categories || y.categories) return "none";
  const [there, back] = [isFunction(x.data, y.data), isFunction(y.data, x.data)];
  return there && back ? "each of the other" : there ? "y of x" : back ? "x of y" : "none";
}

/** Whether `of`, of deviation 1, is a function of `by`. */
function isFunction(by: Float64Array, of: Float64Array): boolean {
  const order = Int32Array.from(by.keys()).sort((i, j) => by[i] - by[j]);
  if (!(tiedApart(by, of, order) <= FEW_TIES * of.length) || hasExtremes(of)) return false;
  const [near, far] = [1, 2].map((reach) => errorsOf(by, of, order, reach));
  if (near.length < FEWEST) return false;
  return QUANTILES.every((share) => {
    const [a, b] = [near, far].map((errors) => errors[Math.floor(share * errors.length)]);
    return a <= ROUNDING || b > TIMES * a;
  });
}

/** Number of rows that share a value of `by` with the row before and differ in `of`. */
function tiedApart(by: Float64Array, of: Float64Array, order: Int32Array): number {
  let count = 0;
  for (let at = 1; at < order.length; at++)
    if (by[order[at]] === by[order[at - 1]] && of[order[at]] !== of[order[at - 1]]) count++;
  return count;
}

/** Whether a column of deviation 1 is so narrow but for a few values that differences between the others are rounding. */
function hasExtremes(column: Float64Array): boolean {
  const sorted = column.slice().sort();
  const quarter = sorted.length >> 2;
  return !(sorted[sorted.length - 1 - quarter] - sorted[quarter] > NARROW);
}

/**
 * Errors of interpolation between the rows `reach` places before and after each row, ascending. Repeated values are left
 * out, since atoms and rounded numbers repeat without being functions.
 */
function errorsOf(by: Float64Array, of: Float64Array, order: Int32Array, reach: number): Float64Array {
  const errors: number[] = [];
  for (let at = reach; at + reach < order.length; at++) {
    const [before, row, after] = [order[at - reach], order[at], order[at + reach]];
    const repeats = of[before] === of[row] || of[row] === of[after];
    if (repeats || !(by[before] < by[row] && by[row] < by[after])) continue;
    const share = (by[row] - by[before]) / (by[after] - by[before]);
    errors.push(Math.abs(of[row] - of[before] - share * (of[after] - of[before])));
  }
  return Float64Array.from(errors).sort();
}
