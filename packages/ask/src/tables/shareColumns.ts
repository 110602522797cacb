import { type Remark, remark } from "natwise";
import type { Table } from "../types.ts";
import { UsageError } from "../UsageError.ts";
import { refuse } from "../words/refuse.ts";
import { checkColumns } from "./checkColumns.ts";
import { columnValues } from "./columnValues.ts";
import { differentRows } from "./differentRows.ts";
import { gapsOf } from "./gapsOf.ts";
import { infiniteValues } from "./infiniteValues.ts";
import { rowsOf } from "./rowsOf.ts";
import { type SharedTable, shareTable } from "./sharedTable.ts";
import { withoutGaps } from "./withoutGaps.ts";

/** A table in memory that threads share, with notes and warnings on it. */
export interface Shared {
  readonly table: SharedTable;
  readonly notes: readonly Remark[];
  readonly remarks: readonly Remark[];
}

/**
 * Prepares a table with missing values for questions about single columns or pairs. Each question uses the rows in which its
 * own columns have values.
 *
 * @param first number of leading columns that must be usable
 * @param options.once whether repeated rows count once
 * @param options.use whether questions are about "pairs" or single "columns"
 * @throws UsageError if one of the first columns cannot be used
 */
export function shareColumns(
  all: Table,
  first: number,
  { once, use }: { readonly once: boolean; readonly use: "pairs" | "columns" },
): Shared {
  const kept = once ? differentRows(all.columns, all.n) : null;
  const table =
    kept === null ? all : { ...all, n: kept.length, columns: all.columns.map((c) => rowsOf(c, kept)) };
  const gaps = gapsOf(table);
  const remarks: Remark[] = [];
  for (const column of table.columns.slice(0, first)) {
    const values = withoutGaps(column);
    const n = columnValues(values).length;
    if (n === 0)
      throw new UsageError(`column "${column.name}" has no values in ${all.path}; name another one`);
    const infinite = infiniteValues(values);
    if (infinite !== null) throw refuse(infinite);
    const checked = checkColumns({ ...table, columns: [values], n }, { byRanks: true });
    if (checked.refusal !== null) throw refuse(checked.refusal);
    remarks.push(...checked.remarks);
  }
  if (kept !== null) remarks.push(remark("copiesTakenOnce", { copies: all.n - kept.length, rows: all.n }));
  const missing = gaps.length === 0 ? [] : [remark("missingValues", { gaps, use })];
  return { table: shareTable(table), notes: [...table.notes, ...missing], remarks };
}
