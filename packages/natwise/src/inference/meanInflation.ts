import { autocorrelations } from "./autocorrelationInflation.ts";

/**
 * The factor of the variance of a mean of autocorrelated values [N], at least 1; 1 without values.
 *
 *   1 + 2 sum_k r(k)
 *
 * @see bartlett1935some
 */
export function meanInflation(values: Float64Array | null | undefined): number {
  if (!values) return 1;
  const [r] = autocorrelations({ data: values, n: values.length, d: 1 });
  return Math.max(1, 1 + 2 * r.reduce((sum, value) => sum + value, 0));
}
