import { checkColumns, fewestRows } from "../data/checkColumns.ts";
import { infiniteValues } from "../data/infiniteValues.ts";
import { noValues } from "../data/noValues.ts";
import { UsageError } from "../UsageError.ts";
import { type SharedTable, tableOf } from "./sharedTable.ts";

/** Why a column cannot be answered whatever it is paired with: too few values, a constant, an identifier; else null. */
export function checkAlone(table: SharedTable, at: number): string | null {
  const alone = tableOf(table, [at]);
  const [column] = alone.columns;
  if (alone.n === 0) return noValues(column.name);
  if (alone.n < fewestRows) {
    return alone.n === alone.read
      ? `column "${column.name}" has ${alone.n} row${alone.n === 1 ? "" : "s"}: natwise needs at least ${fewestRows}; add rows`
      : `column "${column.name}" has a value in ${alone.n} of ${alone.read} rows: natwise needs at least ${fewestRows}; fill values in, or leave it out`;
  }
  const infinite = infiniteValues(column);
  if (infinite !== null) return infinite;
  try {
    checkColumns(alone);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
