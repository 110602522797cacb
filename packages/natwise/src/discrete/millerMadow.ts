import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * The plug-in entropy with the first-order correction of its bias, in nats.
 *
 *   H = plug-in + (K - 1) / 2N,   K observed symbols
 *
 * Good if every symbol has several rows. K does not include unobserved symbols, so it is biased low if there are many.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not observed
 * @throws RangeError for counts that are not whole numbers, or without a count above 0
 * @see miller1955note
 */
export function millerMadow(counts: Counts): number {
  return entropyOf(counts, millerMadowSurprise(counts));
}

/** Contribution of a row; the mean over rows of 1 / 2n_s is K / 2N. */
export function millerMadowSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "millerMadow");
  return (n) => Math.log(N / n) + 1 / (2 * n) - 1 / (2 * N);
}
