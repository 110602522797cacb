/**
 * The p-value of a permutation test:
 *
 *   p = (1 + exceedances) / (1 + permutations)
 *   p = exceedances / permutations     if drawing stopped at the `maxExceedances`-th exceedance
 *
 * Both are exact: under the null P(p <= alpha) <= alpha.
 *
 * @param exceedances surrogates whose statistic was at least that of the data
 * @param permutations surrogates drawn
 * @see phipson2010permutation for the 1 in both places; besag1991sequential for the early stop
 */
export function permutationPValue({
  exceedances,
  permutations,
  maxExceedances = Number.POSITIVE_INFINITY,
}: {
  readonly exceedances: number;
  readonly permutations: number;
  readonly maxExceedances?: number;
}): number {
  return exceedances >= maxExceedances ? exceedances / permutations : (1 + exceedances) / (1 + permutations);
}
