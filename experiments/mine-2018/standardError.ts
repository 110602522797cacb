/**
 * Standard error, in nats, of one cross-fitted draw of n correlated normal pairs with the best critic and one column a side.
 * The rows' log ratios have variance rho^2. The partition term of a fold is the mean of r = p(y|x)/p(y) over its m (m - 1)
 * pairs; E[r | x] = E[r | y] = 1, so a pair is correlated only with itself and with its mirror image.
 *
 *   Var = rho^2 / N + [ 1/(1 - rho^2) + 1/(1 - rho^4) - 2 ] / (folds m (m - 1)),   m = N / folds
 */
export function standardError(rho: number, n: number, folds: number): number {
  const m = n / folds;
  const partition = (1 / (1 - rho ** 2) + 1 / (1 - rho ** 4) - 2) / (folds * m * (m - 1));
  return Math.sqrt(rho ** 2 / n + partition);
}
