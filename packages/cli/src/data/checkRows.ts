import { formatCount } from "../format/formatCount.ts";
import { UsageError } from "../UsageError.ts";
import { differentRows } from "./differentRows.ts";
import { isCopy } from "./isCopy.ts";
import { rowsOf } from "./rowsOf.ts";
import type { Column, Table } from "./table.ts";

/**
 * What the columns of a table are to one another: refuses a column of x that is a column of y in other words.
 *
 * @param width columns of x, the first ones
 * @param end where the columns of y end
 * @returns warnings about what is allowed but suspect
 * @throws UsageError for two columns of numbers in the same or the reversed order: their information has no limit
 */
export function checkRows({ columns, n }: Table, width: number, end: number): string[] {
  const warnings: string[] = [];
  const kept = differentRows(columns, n);
  // Rows that stand twice make any two columns of numbers stand for one another.
  const different = kept === null ? columns : columns.map((column) => rowsOf(column, kept));
  for (const x of different.slice(0, width)) {
    for (const y of different.slice(width, end)) {
      if (!isCopy(x, y)) continue;
      if (isContinuous(x) && isContinuous(y)) {
        throw new UsageError(
          `columns "${x.name}" and "${y.name}" ${sameValues(x, y) ? "are equal in every row" : "have their values in the same or the reversed order"}: one tells the other without remainder, and between numbers that is information without limit; leave one out`,
        );
      }
      warnings.push(
        `${x.name} and ${y.name} tell each other without remainder: each value of one stands for one value of the other. If one was made from the other, that is no discovery.`,
      );
    }
  }
  if (kept !== null)
    warnings.push(
      `${formatCount(n - kept.length)} of ${formatCount(n)} rows repeat another one in all columns asked for. If the file holds rows twice, remove the copies: most estimates read high with them, and p-values can be too small.`,
    );
  return warnings;
}

/** Whether most values are met once. */
function isContinuous(column: Column): boolean {
  return column.kind === "number" && new Set(column.values).size > column.values.length / 2;
}

const sameValues = (x: Column, y: Column) =>
  x.kind === "number" && y.kind === "number" && x.values.every((value, i) => value === y.values[i]);
