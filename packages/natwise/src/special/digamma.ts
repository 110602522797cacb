/**
 * The digamma function psi(x) = d/dx log Gamma(x) for x > 0, to 15 digits.
 *
 * psi(x) = psi(x + 1) - 1 / x raises x to 10 or more, where the asymptotic series is exact to float64.
 *
 * @throws RangeError for x that is not above 0
 * @see DLMF 5.5.2, 5.11.2
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma: x must be above 0, got ${x}`);
  let sum = 0;
  let z = x;
  for (; z < 10; z++) sum -= 1 / z;
  const w = 1 / (z * z);
  const tail =
    w *
    (1 / 12 -
      w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132 - w * (691 / 32760 - w * (1 / 12)))))));
  return sum + Math.log(z) - 0.5 / z - tail;
}
