import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * Entropy with a correction for unobserved symbols, in nats: shares are shrunk by the coverage, and each symbol is
 * weighted by the inverse of its probability of being observed (Horvitz and Thompson).
 *
 *   H = -sum_s C p_s log(C p_s) / (1 - (1 - C p_s)^N),   p_s = n_s / N, C = 1 - f_1 / N
 *
 * f_1 is the number of symbols with a single row. For many symbols and few rows. If all rows differ, C is 1 / N.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not observed
 * @throws RangeError for counts that are not whole numbers, or without a count above 0
 * @see chao2003nonparametric
 */
export function chaoShen(counts: Counts): number {
  return entropyOf(counts, chaoShenSurprise(counts));
}

export function chaoShenSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "chaoShen");
  let once = 0;
  for (let s = 0; s < counts.length; s++) if (counts[s] === 1) once++;
  // Without repeats the coverage would be 0; 1 / N is as if one row had occurred twice.
  const C = 1 - (once === N && N > 1 ? N - 1 : N > 1 ? once : 0) / N;
  return (n) => {
    const p = (C * n) / N;
    return p === 1 ? 0 : (-C * Math.log(p)) / -Math.expm1(N * Math.log1p(-p));
  };
}
