import type { Matrix } from "../types.ts";

/** From here on KSG reads low by a sixth and more even at 10,000 rows (Gaussians, 5 + 5 columns, correlation 0.7). */
const MANY_COLUMNS = 8;

/** What to say of data with many columns; those of two values, as categories have, keep no neighbours apart. */
export function columnWarnings(parts: readonly Matrix[]): string[] {
  let columns = 0;
  for (const { data, n, d } of parts) {
    for (let j = 0; j < d; j++) {
      const first = data[j];
      let second = first;
      for (let i = 1; i < n; i++) {
        const value = data[i * d + j];
        if (value === first || value === second) continue;
        if (second !== first) {
          columns++;
          break;
        }
        second = value;
      }
    }
  }
  if (columns < MANY_COLUMNS) return [];
  return [
    `Nearest neighbours are far away in ${columns} columns, so the estimate reads low here, the more so the stronger the dependence. Compare with a neural estimator, or use fewer columns.`,
  ];
}
