import { type Remark, remark } from "../remarks.ts";
import type { Matrix } from "../types.ts";

/**
 * With this many columns KSG reads low by a sixth or more even at 10,000 rows (Gaussians, 5 + 5 columns, correlation
 * 0.7).
 */
const MANY = 8;

/** The remark that neighbours are far apart in many columns. Columns of two values and categories are not counted. */
export function manyColumns(parts: readonly Matrix[]): Remark[] {
  let columns = 0;
  for (const { data, n, d, categories } of parts) {
    if (categories) continue;
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
  if (columns < MANY) return [];
  return [remark("manyColumns", { columns })];
}
