/**
 * q-values: the smallest share of false discoveries at which a test would be among those declared, for each p-value.
 *
 *   q_(i) = min over j >= i of  m p_(j) / j,   p_(1) <= ... <= p_(m)
 *
 * Declaring all with q <= 0.05 expects at most one false among twenty of them, if the tests are independent or positively
 * dependent; with `dependence: "any"` under whatever dependence, at the price of a factor 1 + 1/2 + ... + 1/m.
 *
 * @param pValues [m], each in (0, 1]
 * @returns [m], in the same order
 * @throws RangeError for a p-value that is none
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
