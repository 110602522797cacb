/** The largest factor by which the memory of a past row changes from row to row: below 1 for a stationary series. */
export function persistence(coefficients: readonly Float64Array[], d: number): number {
  const p = coefficients.length;
  if (p === 0) return 0;
  const steps = 300;
  let state = Float64Array.from({ length: p * d }, (_, i) => 1 + ((i * 7) % 5) / 5);
  let log = 0;
  for (let s = 0; s < 2 * steps; s++) {
    const next = new Float64Array(p * d);
    for (let j = 0; j < d; j++)
      for (let k = 0; k < p; k++)
        for (let c = 0; c < d; c++) next[j] += coefficients[k][j * d + c] * state[k * d + c];
    next.set(state.subarray(0, (p - 1) * d), d);
    const size = Math.hypot(...next);
    if (size === 0) return 0;
    if (s >= steps) log += Math.log(size);
    state = next.map((value) => value / size);
  }
  return Math.exp(log / steps);
}
