/** The Kolmogorov-Smirnov test of p-values against the uniform distribution: its statistic, and its asymptotic p-value. */
export function uniformity(pValues: readonly number[]): { readonly distance: number; readonly p: number } {
  const sorted = [...pValues].sort((a, b) => a - b);
  const n = sorted.length;
  const distance = Math.max(...sorted.map((p, i) => Math.max((i + 1) / n - p, p - i / n)));
  const t = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let p = 0;
  for (let j = 1; j <= 100; j++) p += 2 * (-1) ** (j - 1) * Math.exp(-2 * j * j * t * t);
  return { distance, p: t < 0.3 ? 1 : Math.min(1, Math.max(0, p)) };
}
