import type { Table } from "../../types.ts";
import { UsageError } from "../../UsageError.ts";
import { listNames } from "../../words/listNames.ts";
import { formatCount } from "../../words/numbers/formatCount.ts";
import { refuse } from "../../words/refuse.ts";
import { gapsOf } from "../gapsOf.ts";
import type { ReadOptions } from "./readRows.ts";
import { readTable } from "./readTable.ts";

export interface ReadColumns extends Omit<ReadOptions, "columns" | "rest" | "missing"> {
  /** Columns that must exist and be readable, such as the target; they come first in the table. */
  readonly first: readonly string[];
  /** The other columns; by default all others in the file. */
  readonly others?: readonly string[];
  readonly missing?: "drop" | "error";
}

/**
 * Reads columns for questions about single columns or pairs. Missing values are kept, as NaN or the code -1.
 *
 * @throws UsageError for errors in the file or a name; with `missing: "error"`, also for a missing value
 */
export async function readColumns({ first, others, missing, ...options }: ReadColumns): Promise<Table> {
  const plain = (name: string) => name.toLowerCase();
  const isFirst = (name: string) => first.some((one) => plain(one) === plain(name));
  const wanted = [...new Map([...(others ?? [])].map((name) => [plain(name), name])).values()];
  const columns = [...first, ...wanted.filter((name) => !isFirst(name))];
  const table = await readTable({ ...options, columns, rest: others === undefined, missing: "keep" });
  for (const { column, why } of table.unreadable ?? []) if (isFirst(column)) throw refuse(why);
  const gaps = gapsOf(table);
  if (gaps.length > 0 && missing === "error") {
    const empty = gaps.filter(({ rows }) => rows === table.n).map(({ column }) => column);
    const listed = listNames(
      gaps.map(({ column, rows }) => `${column} in ${formatCount(rows)}`),
      6,
    );
    throw new UsageError(
      `${table.path}: values are missing (${listed}); ${empty.length > 0 ? `leave out ${listNames(empty)}` : "fill them in, or leave their rows out with --missing drop"}`,
    );
  }
  return table;
}
