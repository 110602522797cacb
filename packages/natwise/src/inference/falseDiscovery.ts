/**
 * q-values: for each p-value, the smallest false discovery rate at which its test is significant.
 *
 *   q_(i) = min over j >= i of  m p_(j) / j,   p_(1) <= ... <= p_(m)
 *
 * Rejecting all tests with q <= 0.05 keeps the expected share of false rejections at 5% or less, if the tests are
 * independent or positively dependent. With `dependence: "any"` that holds for any dependence, at the cost of a factor
 * 1 + 1/2 + ... + 1/m.
 *
 * @param pValues [m], each in (0, 1]
 * @returns [m], in the same order
 * @throws RangeError for a p-value outside [0, 1]
 * @see benjamini1995controlling; benjamini2001control theorem 1.3 for "any"
 */
export function falseDiscovery(
  pValues: ArrayLike<number>,
  { dependence = "positive" }: { readonly dependence?: "positive" | "any" } = {},
): Float64Array {
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((a, b) => pValues[b] - pValues[a]);
  let price = 1;
  if (dependence === "any") for (let j = 2; j <= m; j++) price += 1 / j;
  const q = new Float64Array(m);
  let smallest = 1;
  order.forEach((i, fromTop) => {
    const p = pValues[i];
    if (!(p >= 0 && p <= 1)) throw new RangeError(`falseDiscovery: p-values must be from 0 to 1, got ${p}`);
    smallest = Math.min(smallest, (price * m * p) / (m - fromTop));
    q[i] = smallest;
  });
  return q;
}
