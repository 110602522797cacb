import type { Column } from "../types.ts";
import { columnValues } from "./columnValues.ts";

/**
 * Joint entropy of columns with few different values, in nats, from the frequencies of their joint values (plug-in
 * estimate).
 *
 *   H = -sum_v (n_v / N) log(n_v / N)
 *
 * It bounds the mutual information with any other column from above. Null if there are fewer than 5 rows per joint value.
 */
export function entropyOfColumns(columns: readonly Column[]): number | null {
  const sides = columns.map(columnValues);
  const n = sides[0].length;
  const rowsOf = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const value = sides.map((values) => values[i]).join(" ");
    rowsOf.set(value, (rowsOf.get(value) ?? 0) + 1);
    if (rowsOf.size > n / 5) return null;
  }
  let nats = 0;
  for (const rows of rowsOf.values()) nats -= (rows / n) * Math.log(rows / n);
  return nats;
}
