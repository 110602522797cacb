import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * Entropy with the symbols that were not met taken into account, in nats: shares are shrunk by the coverage, and each
 * symbol is weighted by the inverse of its chance of having been met (Horvitz and Thompson).
 *
 *   H = -sum_s C p_s log(C p_s) / (1 - (1 - C p_s)^N),   p_s = n_s / N, C = 1 - f_1 / N
 *
 * f_1 counts the symbols of a single row. For many symbols and few rows; C is 1 / N where every row differs.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not met
 * @throws RangeError for counts that are no whole numbers, or none above 0
 * @see chao2003nonparametric
 */
export function chaoShen(counts: Counts): number {
  return entropyOf(counts, chaoShenSurprise(counts));
}

export function chaoShenSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "chaoShen");
  let once = 0;
  for (let s = 0; s < counts.length; s++) if (counts[s] === 1) once++;
  // As if one row had been seen twice: a coverage of 0 knows nothing.
  const C = 1 - (once === N && N > 1 ? N - 1 : N > 1 ? once : 0) / N;
  return (n) => {
    const p = (C * n) / N;
    return p === 1 ? 0 : (-C * Math.log(p)) / -Math.expm1(N * Math.log1p(-p));
  };
}
