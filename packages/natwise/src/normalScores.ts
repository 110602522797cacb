import type { Random } from "./random.ts";
import { normalQuantile } from "./special/normalQuantile.ts";
import type { Matrix } from "./types.ts";

/**
 * Every column as normal scores (van der Waerden): a value's rank among N becomes the standard normal's quantile of
 *
 *   rank / (N + 1)
 *
 * A rising function of each column, so MI does not change, and outliers, skewness and units are gone.
 *
 * Equal values get the mean of their ranks and stay equal; with `random` they share the ranks out at random, which keeps
 * the column normal, and MI as well: the order among equals tells nothing about anything.
 *
 * @param x rows [N, d]
 * @returns rows [N, d]
 * @see ince2017statistical
 */
export function normalScores({ data, n, d }: Matrix, { random }: { readonly random?: Random } = {}): Matrix {
  const scores = new Float64Array(n * d);
  const column = new Float64Array(n);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) column[i] = data[i * d + j];
    const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => column[a] - column[b]);
    for (let from = 0, end = 1; from < n; from = end++) {
      while (end < n && column[order[end]] === column[order[from]]) end++;
      const places = random && end - from > 1 ? random.permutation(end - from) : null;
      for (let at = from; at < end; at++) {
        const rank = places ? from + places[at - from] + 1 : (from + 1 + end) / 2;
        scores[order[at] * d + j] = normalQuantile(rank / (n + 1));
      }
    }
  }
  return { data: scores, n, d };
}
