import { type Remark, remark } from "natwise";
import type { Column } from "../types.ts";

/** The refusal of a column with infinite values; null for other columns. */
export function infiniteValues({ name, ...column }: Column): Remark | null {
  if (column.kind === "category" || column.values.every(Number.isFinite)) return null;
  return remark("infinite", { count: null }, [name]);
}
