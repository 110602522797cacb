/**
 * The standard normal distribution function, to 14 digits also in the lower tail.
 *
 *   1/2 + phi(z) (z + z^3 / 3 + z^5 / (3 5) + ...)              near the middle
 *   phi(z) / (|z| + 1 / (|z| + 2 / (|z| + 3 / ...)))            in the lower tail, and 1 minus that in the upper one
 *
 * @throws RangeError for NaN
 * @see abramowitz1964handbook 26.2.11, 26.2.14
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError(`normalCdf: z must be a number, got ${z}`);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  const size = Math.abs(z);
  if (size < 2) {
    let sum = z;
    for (let k = 3, term = z; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  if (density === 0) return z < 0 ? 0 : 1;
  let fraction = size;
  // The remainder after n terms is about exp(-2 |z| sqrt(n)): 5e-22 at |z| = 2.
  for (let n = 150; n >= 1; n--) fraction = size + n / fraction;
  return z < 0 ? density / fraction : 1 - density / fraction;
}
