import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * Entropy of the observed shares, in nats: the maximum-likelihood estimate.
 *
 *   H = -sum_s p_s log p_s,   p_s = n_s / N
 *
 * Biased low, by about (K - 1) / 2N nats for K symbols and many rows.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not observed
 * @throws RangeError for counts that are not whole numbers, or without a count above 0
 */
export function plugIn(counts: Counts): number {
  return entropyOf(counts, plugInSurprise(counts));
}

/** -log p_s of a symbol with n_s rows. */
export function plugInSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "plugIn");
  return (n) => Math.log(N / n);
}
