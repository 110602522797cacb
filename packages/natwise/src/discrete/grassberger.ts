import { type Counts, entropyOf, rowsIn } from "./counts.ts";

/**
 * Grassberger's entropy, in nats: log n is replaced by a function G with E[n G(n)] close to E[n] log E[n] for Poisson
 * counts n.
 *
 *   H = log N - 1/N sum_s n_s G(n_s),   G(n) = psi(n) + (-1)^n / 2 [ psi((n + 1) / 2) - psi(n / 2) ]
 *
 * G(1) = -gamma - log 2, G(2) = 2 - gamma - log 2, G(2m + 1) = G(2m), G(2m + 2) = G(2m) + 2 / (2m + 1).
 *
 * For a single symbol it is not exactly 0, but up to about 1 / N.
 *
 * @param counts rows of each symbol [K]; zeros are symbols that were not observed
 * @throws RangeError for counts that are not whole numbers, or without a count above 0
 * @see grassberger2003entropy eq. 35. The form of 1988 differs: psi(n) + (-1)^n / (n (n + 1)).
 */
export function grassberger(counts: Counts): number {
  return entropyOf(counts, grassbergerSurprise(counts));
}

export function grassbergerSurprise(counts: Counts): (n: number) => number {
  const N = rowsIn(counts, "grassberger");
  const G = table(counts);
  return (n) => Math.log(N) - G[n];
}

/** G at 0 ... max count; index 0 is not used. */
function table(counts: Counts): Float64Array {
  let most = 1;
  for (let s = 0; s < counts.length; s++) most = Math.max(most, counts[s]);
  const G = new Float64Array(most + 1);
  G[1] = -0.5772156649015329 - Math.LN2;
  for (let n = 2; n <= most; n++) G[n] = n % 2 === 0 ? G[n === 2 ? 1 : n - 2] + 2 / (n - 1) : G[n - 1];
  return G;
}
