import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * The plug-in entropy with the first term of its bias added back, in nats.
 *
 *   H = plug-in + (K - 1) / 2N,   K symbols met
 *
 * Good while every symbol has several rows; symbols that were not met are not in K, so it reads low where there are many.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not met
 * @throws RangeError for counts that are no whole numbers, or none above 0
 * @see miller1955note
 */
export function millerMadow(counts: Counts): number {
  return entropyOf(counts, millerMadowSurprise(counts));
}

/** Half a row's worth more for every symbol: the mean over rows of 1 / 2n_s is K / 2N. */
export function millerMadowSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "millerMadow");
  return (n) => Math.log(N / n) + 1 / (2 * n) - 1 / (2 * N);
}
