import type { Column } from "../types.ts";

/** A column restricted to some rows, given by number. */
export function rowsOf(column: Column, rows: Int32Array): Column {
  return column.kind === "number"
    ? { ...column, values: Float64Array.from(rows, (i) => column.values[i]) }
    : { ...column, codes: rows.map((i) => column.codes[i]) };
}
