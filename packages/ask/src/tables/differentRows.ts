import { type Symbols, symbols, withoutCopies } from "natwise";
import type { Column } from "../types.ts";

/**
 * Row numbers without copies of earlier rows in all columns, as `withoutCopies` finds them. The column of numbers with
 * most different values must repeat only in copies. Null if there are few copies, or no column of numbers.
 */
export function differentRows(columns: readonly Column[], n: number): Int32Array | null {
  const sides = columns.map(symbolsOf);
  const counts = columns.map(({ kind }, c) => (kind === "number" ? sides[c].count : 0));
  const finest = counts.indexOf(Math.max(...counts));
  if (!(counts[finest] > 0)) return null;
  const kept = withoutCopies(
    [sides[finest], ...sides.filter((_, c) => c !== finest)].map((side) => () => side),
    [0],
  );
  return kept !== null && kept.length >= Math.max(20, n / 10) ? kept : null;
}

const symbolsOf = (column: Column): Symbols =>
  column.kind === "number"
    ? symbols({ data: column.values, n: column.values.length, d: 1 })
    : { codes: column.codes, count: column.values.length };
