/**
 * Standard error of the mean of rows' contributions [N], in nats: their standard deviation divided by sqrt(N / inflation).
 * Inflation 1 is that of independent contributions; neighbours share their neighbourhoods, which inflates.
 */
export function meanError(local: Float64Array, inflation: number): number {
  const n = local.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += local[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (local[i] - mean) ** 2;
  return Math.sqrt((inflation * squares) / (n - 1) / n);
}
