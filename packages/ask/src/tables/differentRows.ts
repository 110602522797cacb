import type { Column } from "../types.ts";
import { columnValues } from "./columnValues.ts";

/** A smaller share of copies is ignored. */
const FEW_COPIES = 0.05;

/**
 * Row numbers without copies, in O(N d) time. A copy repeats an earlier row in all columns, although some column has so many
 * values that chance rarely repeats one. Null if there are few copies or none.
 */
export function differentRows(columns: readonly Column[], n: number): Int32Array | null {
  let [finest, different] = [-1, 0];
  for (const [c, column] of columns.entries()) {
    if (column.kind !== "number") continue;
    const { size } = new Set(column.values);
    if (size > (1 - FEW_COPIES) * n) return null;
    if (size > different) [finest, different] = [c, size];
  }
  if (finest < 0) return null;
  const values = columns.map(columnValues);
  const equal = (i: number, j: number) => values.every((column) => Object.is(column[i], column[j]));
  const met = new Map<number, number[]>();
  const kept: number[] = [];
  for (let i = 0; i < n; i++) {
    const value = values[finest][i];
    const alike = met.get(value) ?? [];
    if (alike.some((j) => equal(i, j))) continue;
    // More distinct rows than distinct values: the values repeat by chance, not through copies.
    if (kept.length * 0.9 > different) return null;
    met.set(value, [...alike, i]);
    kept.push(i);
  }
  if (kept.length > (1 - FEW_COPIES) * n || kept.length < Math.max(20, n / 10)) return null;
  return Int32Array.from(kept);
}
