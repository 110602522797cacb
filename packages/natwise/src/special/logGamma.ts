/**
 * log Gamma(x) for x > 0, to 15 digits; near its zeros, 1 and 2, to 15 decimal places.
 *
 * log Gamma(x) = log Gamma(x + n) - log x (x + 1) ... (x + n - 1) raises x to 10 or more, where Stirling's series is
 * exact to float64.
 *
 * @throws RangeError for x that is not above 0
 * @see abramowitz1964handbook 6.1.15, 6.1.41
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma: x must be above 0, got ${x}`);
  let product = 1;
  let z = x;
  for (; z < 10; z++) product *= z;
  const w = 1 / (z * z);
  const tail =
    (1 / 12 -
      w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w * (1 / 156))))))) /
    z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + tail - Math.log(product);
}
