import { runToEnd } from "../progress/runToEnd.ts";
import type { Matrix } from "../types.ts";
import { type OrderedColumns, orderedColumns } from "./orderedColumns.ts";

/** Above this mean ratio of neighbouring gaps a column is evenly spaced; it is 0.39 for independent draws, 1 for a grid. */
const EVEN = 0.8;

/**
 * -log density at each row of an evenly spaced column, in nats [N]; null for any other side.
 *
 *   -log p(x_i) = log(N (x_(i+1) - x_(i-1)) / 2)
 *
 * Row numbers, times and points of a grid are evenly spaced, also after a smooth increasing function. Estimates by the
 * k-th nearest neighbour count on the chance with which independent draws fall near each other, and read up to half a
 * nat too high on a grid, where the gap itself is the inverse density.
 *
 * A column is evenly spaced if the smaller of two neighbouring gaps is, on average, more than 0.8 of the larger one. For
 * independent draws from any density that ratio is 2 log 2 - 1 on average.
 */
export function evenSpacing(points: Matrix | OrderedColumns): Float64Array | null {
  const { data, n, d } = points;
  if (d !== 1 || n < 20) return null;
  const order = runToEnd(orderedColumns(points, { threads: 1 })).orders;
  const gap = (at: number) => data[order[at + 1]] - data[order[at]];
  let sum = 0;
  for (let at = 0; at + 2 < n; at++) {
    const [a, b] = [gap(at), gap(at + 1)];
    if (!(a > 0 && b > 0)) return null;
    sum += Math.min(a, b) / Math.max(a, b);
  }
  if (!(sum > EVEN * (n - 2))) return null;
  const local = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    const [from, to] = [Math.max(0, at - 1), Math.min(n - 1, at + 1)];
    local[order[at]] = Math.log((n * (data[order[to]] - data[order[from]])) / (to - from));
  }
  return local;
}
