import { normalQuantile } from "../special/normalQuantile.ts";
import type { Matrix } from "../types.ts";
import type { Random } from "./random.ts";

/**
 * Every column as normal scores (van der Waerden): a value's rank among N becomes the standard normal's quantile of
 *
 *   rank / (N + 1)
 *
 * This is an increasing function of each column, so MI does not change, and it removes outliers, skewness and units.
 *
 * Equal values get the mean of their ranks and stay equal. With `random` their ranks are assigned at random, which
 * keeps the column normal. MI does not change either, since the order among equal values carries no information.
 *
 * @param x rows [N, d]
 * @returns rows [N, d]
 * @see ince2017statistical
 */
export function normalScores({ data, n, d }: Matrix, { random }: { readonly random?: Random } = {}): Matrix {
  const scores = new Float64Array(n * d);
  const column = new Float64Array(n);
  const ends = new Int32Array(n);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) column[i] = data[i * d + j] + 0; // -0 would be sorted before 0
    const sorted = column.slice().sort();
    // ends[from] is the end of the run of equal values that begins at `from`.
    for (let from = 0, end = 1; from < n; from = end++) {
      while (end < n && sorted[end] === sorted[from]) end++;
      ends[from] = end;
    }
    /** Ranks of a run that are still unassigned, by the run's first index. */
    const toGive = new Map<number, number[]>();
    for (let i = 0; i < n; i++) {
      const from = lowerBound(sorted, column[i]);
      const size = ends[from] - from;
      let rank = from + (size + 1) / 2;
      if (random && size > 1) {
        const left = toGive.get(from) ?? Array.from(random.permutation(size), (place) => from + 1 + place);
        rank = left.pop()!;
        toGive.set(from, left);
      }
      scores[i * d + j] = normalQuantile(rank / (n + 1));
    }
  }
  return { data: scores, n, d };
}

/**
 * The number of sorted values below `value`. Faster than sorting row numbers, which takes a call for each comparison.
 */
function lowerBound(sorted: Float64Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
