/**
 * Variance of NWJ's value with the best critic and all pairs of a batch, in nats squared, of `dims` + `dims` correlated
 * normals. The joint term gives d rho^2 / K, the mean of r = p(y|x)/p(y) over K (K - 1) pairs the rest: E[r | x] =
 * E[r | y] = 1, so a pair is correlated only with itself and with its mirror image.
 *
 *   Var = d rho^2 / K + [ e^{2I} - 1 + (1 - rho^4)^-d - 1 ] / (K (K - 1))
 */
export function nwjVariance(nats: number, K: number, dims: number): number {
  const rho2 = -Math.expm1((-2 * nats) / dims);
  return (dims * rho2) / K + (Math.expm1(2 * nats) + (1 - rho2 * rho2) ** -dims - 1) / (K * (K - 1));
}
