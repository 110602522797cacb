import { formatCount } from "./formatCount.ts";

/** Formats a p-value: 0.25, 0.040, 0.005, 0.0002; never 0. */
export function formatP(p: number): string {
  return p < 0.001 ? p.toPrecision(1) : p.toFixed(p < 0.0995 ? 3 : 2);
}

/** "p = 0.005 (199 shuffles)"; for a series, "surrogates". */
export function pInWords(p: number, permutations: number, series = false): string {
  const what = series ? "surrogate" : "shuffle";
  return `p = ${formatP(p)} (${formatCount(permutations)} ${what}${permutations === 1 ? "" : "s"})`;
}

/** Above this, a p-value or a q-value is not significant. */
export const SIGNIFICANT = 0.05;
