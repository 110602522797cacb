import type { Column } from "../types.ts";

/**
 * The entropy of columns of texts taken together, in nats, from the shares of their joint values.
 *
 *   H = -sum_v (n_v / N) log(n_v / N)
 *
 * Mutual information with anything is at most this. Null where a column is one of numbers (its entropy depends on the
 * unit it is measured in), or where joint values are too many for their shares to be known (fewer than 5 rows each).
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
