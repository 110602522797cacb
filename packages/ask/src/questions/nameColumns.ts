import type { ColumnRef, Remark } from "natwise";
import type { Side } from "../types.ts";

/** Names of the columns on each side. */
export interface SideNames {
  readonly x: Side;
  readonly y: Side;
  readonly given?: Side | null;
}

/** Remarks of the library, which refers to columns by position, with column names. */
export function nameColumns(remarks: readonly Remark[], sides: SideNames): Remark[] {
  const namesOf = (column: ColumnRef): readonly string[] => {
    if (typeof column === "string") return [column];
    const side = sides[column.side];
    if (!side) return [column.side];
    return column.at === undefined ? side.names : [side.labels[column.at]];
  };
  return remarks.map((said) => ({ ...said, columns: said.columns.flatMap(namesOf) }));
}
