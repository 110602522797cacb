import type { Column } from "../types.ts";

/**
 * Joint entropy of text columns, in nats, from the frequencies of their joint values (plug-in estimate).
 *
 *   H = -sum_v (n_v / N) log(n_v / N)
 *
 * It bounds the mutual information with any other column from above. Null if a column holds numbers, whose entropy depends on
 * their unit, or if there are fewer than 5 rows per joint value.
 */
export function entropyOfTexts(columns: readonly Column[]): number | null {
  const categories = columns.filter((column) => column.kind === "category");
  if (categories.length < columns.length) return null;
  const n = categories[0].codes.length;
  const rowsOf = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const value = categories.map(({ codes }) => codes[i]).join(" ");
    rowsOf.set(value, (rowsOf.get(value) ?? 0) + 1);
  }
  if (rowsOf.size > n / 5) return null;
  let nats = 0;
  for (const rows of rowsOf.values()) nats -= (rows / n) * Math.log(rows / n);
  return nats;
}
