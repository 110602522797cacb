import { columnOf } from "../rows/columnOf.ts";
import type { Matrix } from "../types.ts";

/**
 * The rows of `path` with the values of `original`: in each column the smallest takes the smallest value, and so on.
 * This keeps the distribution of each column, repeated values included. Where the numbers of rows differ, values are
 * the quantiles of the original.
 *
 * @param path rows [n, d]
 * @param original rows [N, d]
 * @returns rows [n, d]
 */
export function withValuesOf(path: Matrix, original: Matrix): Matrix {
  const { n, d } = path;
  const out = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const column = columnOf(path, j);
    const sorted = column.slice().sort();
    const values = columnOf(original, j).sort();
    for (let i = 0; i < n; i++) {
      const rank = countBelow(sorted, column[i]);
      out[i * d + j] = values[Math.floor(((rank + 0.5) * values.length) / n)];
    }
  }
  return { data: out, n, d };
}

/** The number of sorted values below `value`. */
function countBelow(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
