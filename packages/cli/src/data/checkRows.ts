import { formatCount } from "../format/formatCount.ts";
import { UsageError } from "../UsageError.ts";
import { columnValues } from "./columnValues.ts";
import { isCopy } from "./isCopy.ts";
import type { Column, Table } from "./table.ts";

/** Below this share of rows that repeat others nothing is said of them. */
const FEW_COPIES = 0.05;

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
  for (const x of columns.slice(0, width)) {
    for (const y of columns.slice(width, end)) {
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
  return [...warnings, ...repeatedRows(columns, n)];
}

/** Whether most values are met once. */
function isContinuous(column: Column): boolean {
  return column.kind === "number" && new Set(column.values).size > column.values.length / 2;
}

const sameValues = (x: Column, y: Column) =>
  x.kind === "number" && y.kind === "number" && x.values.every((value, i) => value === y.values[i]);

/** Rows that repeat others as a whole, although a column has so many values that chance hardly repeats one. */
function repeatedRows(columns: readonly Column[], n: number): string[] {
  const continuous = columns.flatMap((column) => (column.kind === "number" ? [column.values] : []));
  if (continuous.length === 0) return [];
  const different = Math.max(...continuous.map((values) => new Set(values).size));
  if (different > (1 - FEW_COPIES) * n) return [];
  const rows = new Set<string>();
  for (let i = 0; i < n; i++) {
    rows.add(columns.map((column) => columnValues(column)[i]).join(" "));
  }
  if (rows.size > (1 - FEW_COPIES) * n) return [];
  // Of a column whose values repeat by chance the rows as a whole are more: only copies make these numbers the same.
  if (different < 0.9 * rows.size || rows.size < Math.max(20, n / 10)) return [];
  return [
    `${formatCount(n - rows.size)} of ${formatCount(n)} rows repeat another one in all columns asked for. If the file holds rows twice, remove the copies: most estimates read high with them, and p-values can be too small.`,
  ];
}
