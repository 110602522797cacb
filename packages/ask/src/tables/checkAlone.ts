import { fewestRows, type Remark, remark } from "natwise";
import { checkColumns } from "./checkColumns.ts";
import { infiniteValues } from "./infiniteValues.ts";
import { type SharedTable, tableOf } from "./sharedTable.ts";

/** The reason to refuse a column in any pair (too few values, a constant, an identifier), or null. */
export function checkAlone(table: SharedTable, at: number): Remark | null {
  const alone = tableOf(table, [at]);
  const [column] = alone.columns;
  const { n: rows, read } = alone;
  if (rows === 0) return remark("noValues", {}, [column.name]);
  if (rows < fewestRows) return remark("tooFewValues", { rows, read, fewest: fewestRows }, [column.name]);
  return infiniteValues(column) ?? checkColumns(alone).refusal;
}
