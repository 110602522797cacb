import { plugIn, symbols } from "natwise";
import type { Column } from "../types.ts";
import { columnValues } from "./columnValues.ts";

/**
 * Joint entropy of columns with few different values, in nats: the plug-in estimate. It bounds the mutual information with
 * any other column from above. Null if there are fewer than 5 rows per joint value.
 */
export function entropyOfColumns(columns: readonly Column[]): number | null {
  const sides = columns.map(columnValues);
  const [n, d] = [sides[0].length, sides.length];
  const data = Float64Array.from({ length: n * d }, (_, at) => sides[at % d][Math.floor(at / d)]);
  const { codes, count } = symbols({ data, n, d });
  if (count > n / 5) return null;
  const rows = new Int32Array(count);
  for (const code of codes) rows[code]++;
  return plugIn(rows);
}
