import type { Column } from "../types.ts";

/** A column without its missing values. */
export function withoutGaps(column: Column): Column {
  return column.kind === "number"
    ? { ...column, values: column.values.filter((value) => !Number.isNaN(value)) }
    : { ...column, codes: column.codes.filter((code) => code >= 0) };
}
