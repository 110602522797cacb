/** @module The digamma function of whole numbers. */

/**
 * psi(1), ..., psi(n), each at its own index, with psi(0) = -Infinity at 0.
 *
 *   psi(1) = -gamma, psi(m + 1) = psi(m) + 1 / m
 *
 * Summed with a correction (Kahan), so that the last entry is as exact as the first.
 */
export function digammaTable(n: number): Float64Array {
  const psi = new Float64Array(n + 1);
  psi[0] = Number.NEGATIVE_INFINITY;
  let sum = -0.5772156649015329;
  let lost = 0;
  for (let m = 1; m <= n; m++) {
    psi[m] = sum;
    const term = 1 / m - lost;
    const grown = sum + term;
    lost = grown - sum - term;
    sum = grown;
  }
  return psi;
}
