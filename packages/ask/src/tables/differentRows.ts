import type { Column } from "../types.ts";
import { columnValues } from "./columnValues.ts";

/** Below this share of rows that repeat others nothing is done about them. */
const FEW_COPIES = 0.05;

/**
 * Row numbers without those of copies: rows that repeat an earlier one in all columns, where a column has so many values that
 * chance hardly repeats one. Null where copies are none or few. O(N d) time.
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
    // Of a column whose values repeat by chance the rows as a whole are more: only copies make these numbers the same.
    if (kept.length * 0.9 > different) return null;
    met.set(value, [...alike, i]);
    kept.push(i);
  }
  if (kept.length > (1 - FEW_COPIES) * n || kept.length < Math.max(20, n / 10)) return null;
  return Int32Array.from(kept);
}
