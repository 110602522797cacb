import type { Gap } from "natwise";
import type { Column, Table } from "../types.ts";

/** The columns with missing values, each with its number of missing values. */
export function gapsOf({ columns }: Pick<Table, "columns">): Gap[] {
  return columns.flatMap((column) => {
    const rows = missingIn(column);
    return rows === 0 ? [] : [{ column: column.name, rows }];
  });
}

function missingIn(column: Column): number {
  let count = 0;
  if (column.kind === "number") for (const value of column.values) count += Number.isNaN(value) ? 1 : 0;
  else for (const code of column.codes) count += code < 0 ? 1 : 0;
  return count;
}
