import { checkColumns } from "../data/checkColumns.ts";
import { columnValues } from "../data/columnValues.ts";
import { differentRows } from "../data/differentRows.ts";
import { infiniteValues } from "../data/infiniteValues.ts";
import { type ReadOptions, readTable } from "../data/readTable.ts";
import { rowsOf } from "../data/rowsOf.ts";
import type { Column } from "../data/table.ts";
import { copiesOnce } from "../format/copiesOnce.ts";
import { formatCount } from "../format/formatCount.ts";
import { listNames } from "../format/groupWarnings.ts";
import { UsageError } from "../UsageError.ts";
import { type SharedTable, shareTable } from "./sharedTable.ts";

export interface ReadShared extends Omit<ReadOptions, "columns" | "rest" | "missing"> {
  /** Columns that must be there and be answerable, the target for one; they come first in the table. */
  readonly first: readonly string[];
  /** The others; all that the file has besides where this is left out. */
  readonly others?: readonly string[];
  readonly missing?: "drop" | "error";
  /** Whether rows that stand twice count once. */
  readonly once?: boolean;
}

export interface Read {
  readonly table: SharedTable;
  /** How many of the table's columns are those of `first`. */
  readonly width: number;
  /** Columns that hold neither numbers nor texts. */
  readonly unreadable: readonly { readonly name: string; readonly why: string }[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Reads columns to be looked at in pairs: a missing value takes its row from the pairs of that column alone.
 *
 * @throws UsageError when the file or a name is at fault, when one of `first` cannot be answered, or with
 *   `missing: "error"` when a value is missing
 */
export async function readShared({ first, others, missing, once, ...options }: ReadShared): Promise<Read> {
  const plain = (name: string) => name.toLowerCase();
  const wanted = [...new Map([...(others ?? [])].map((name) => [plain(name), name])).values()];
  const columns = [...first, ...wanted.filter((name) => !first.some((one) => plain(one) === plain(name)))];
  const all = await readTable({ ...options, columns, rest: others === undefined, missing: "keep" });
  const kept = once ? differentRows(all.columns, all.n) : null;
  const read =
    kept === null ? all : { ...all, n: kept.length, columns: all.columns.map((c) => rowsOf(c, kept)) };
  const unreadable = read.unreadable ?? [];
  for (const { name, why } of unreadable)
    if (first.some((one) => plain(one) === plain(name))) throw new UsageError(why);
  const gaps = read.columns.flatMap((column) => {
    const count = missingIn(column);
    return count === 0 ? [] : [`${column.name} in ${formatCount(count)}`];
  });
  const empty = read.columns.flatMap((column) => (missingIn(column) === read.n ? [column.name] : []));
  const few =
    gaps.length > 6 ? `${gaps.slice(0, 6).join(", ")} and ${gaps.length - 6} more columns` : gaps.join(", ");
  if (gaps.length > 0 && missing === "error") {
    throw new UsageError(
      `${read.path}: values are missing (${few}); ${empty.length > 0 ? `leave out ${listNames(empty)}` : "fill them in, or leave their rows out with --missing drop"}`,
    );
  }
  const warnings: string[] = [];
  for (const column of read.columns.slice(0, first.length)) {
    const values = present(column);
    const n = columnValues(values).length;
    if (n === 0)
      throw new UsageError(`column "${column.name}" has no values in ${read.path}; name another one`);
    const infinite = infiniteValues(values);
    if (infinite !== null) throw new UsageError(infinite);
    warnings.push(...checkColumns({ ...read, columns: [values], n }, { byRanks: true }));
  }
  if (kept !== null) warnings.push(copiesOnce(all.n - kept.length, all.n));
  const notes = [...read.notes];
  if (gaps.length > 0) {
    notes.push(`values are missing (${few}): each pair of columns uses the rows in which both have one`);
  }
  return { table: shareTable(read), width: first.length, unreadable, notes, warnings };
}

function missingIn(column: Column): number {
  let count = 0;
  if (column.kind === "number") for (const value of column.values) count += Number.isNaN(value) ? 1 : 0;
  else for (const code of column.codes) count += code < 0 ? 1 : 0;
  return count;
}

/** A column without its gaps. */
function present(column: Column): Column {
  return column.kind === "number"
    ? { ...column, values: column.values.filter((value) => !Number.isNaN(value)) }
    : { ...column, codes: column.codes.filter((code) => code >= 0) };
}
