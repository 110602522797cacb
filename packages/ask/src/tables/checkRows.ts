import { type Remark, remark } from "natwise";
import type { Column, Table } from "../types.ts";
import type { Checked } from "./checkColumns.ts";
import { differentRows } from "./differentRows.ts";
import { isCopy } from "./isCopy.ts";
import { rowsOf } from "./rowsOf.ts";

/**
 * Compares each column of x with each column of y. Refuses two columns of numbers in the same or the reversed order, whose
 * information is infinite; remarks on other copies and on repeated rows.
 *
 * @param width number of columns of x, which come first
 * @param end index after the last column of y
 */
export function checkRows({ columns, n }: Table, width: number, end: number): Checked {
  const remarks: Remark[] = [];
  const kept = differentRows(columns, n);
  // Repeated rows would make any two columns of numbers look like copies.
  const different = kept === null ? columns : columns.map((column) => rowsOf(column, kept));
  for (const x of different.slice(0, width)) {
    for (const y of different.slice(width, end)) {
      if (!isCopy(x, y)) continue;
      const names = [x.name, y.name];
      if (isContinuous(x) && isContinuous(y)) {
        return { refusal: remark("sameOrder", { equal: sameValues(x, y) }, names), remarks: [] };
      }
      remarks.push(remark("oneForOne", {}, names));
    }
  }
  if (kept !== null) remarks.push(remark("repeatedRows", { copies: n - kept.length, rows: n }));
  return { refusal: null, remarks };
}

/** Whether there are more than half as many distinct values as rows. */
function isContinuous(column: Column): boolean {
  return column.kind === "number" && new Set(column.values).size > column.values.length / 2;
}

const sameValues = (x: Column, y: Column) =>
  x.kind === "number" && y.kind === "number" && x.values.every((value, i) => value === y.values[i]);
