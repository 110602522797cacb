/**
 * Standard error of the mean of the rows' contributions [N], in nats: their standard deviation divided by sqrt(N /
 * inflation). Independent contributions have inflation 1; overlapping neighbourhoods have more.
 */
export function meanError(local: Float64Array, inflation: number): number {
  const n = local.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += local[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (local[i] - mean) ** 2;
  return Math.sqrt((inflation * squares) / (n - 1) / n);
}
