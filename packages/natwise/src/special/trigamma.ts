/**
 * The trigamma function psi'(x) = d^2/dx^2 log Gamma(x) for x > 0, to 15 digits, computed as `digamma`.
 *
 * @throws RangeError for x that is not above 0
 * @see DLMF 5.15.5, 5.15.8
 */
export function trigamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`trigamma: x must be above 0, got ${x}`);
  let sum = 0;
  let z = x;
  for (; z < 10; z++) sum += 1 / (z * z);
  const w = 1 / (z * z);
  const tail =
    (w / z) *
    (1 / 6 - w * (1 / 30 - w * (1 / 42 - w * (1 / 30 - w * (5 / 66 - w * (691 / 2730 - w * (7 / 6)))))));
  return sum + 1 / z + w / 2 + tail;
}
