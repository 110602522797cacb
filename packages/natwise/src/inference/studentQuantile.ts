/**
 * The p-quantile of Student's distribution with a whole number of degrees of freedom, to 1e-12.
 *
 * Bisects the angle theta = atan(t / sqrt(degrees)) in the finite sums for P(|T| < t).
 *
 * @throws RangeError for p outside (0, 1) or degrees that are not a whole number above 0
 * @see abramowitz1964handbook 26.7.3 and 26.7.4
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentQuantile: p must be between 0 and 1, got ${p}`);
  if (!(Number.isInteger(degrees) && degrees >= 1)) {
    throw new RangeError(`studentQuantile: degrees must be a whole number above 0, got ${degrees}`);
  }
  const share = Math.abs(2 * p - 1);
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < share) low = middle;
    else high = middle;
  }
  return Math.sign(p - 0.5) * Math.sqrt(degrees) * Math.tan(low);
}

/** P(|T| < sqrt(degrees) tan theta). */
function within(theta: number, degrees: number): number {
  const sine = Math.sin(theta);
  const square = Math.cos(theta) ** 2;
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(theta) : 1;
  let sum = 0;
  for (let j = odd ? 1 : 0; j <= degrees - 2; j += 2) {
    sum += term;
    term *= (square * (j + 1)) / (j + 2);
  }
  return odd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}
