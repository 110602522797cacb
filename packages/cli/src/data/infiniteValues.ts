import type { Column } from "./table.ts";

/** The refusal of a column with infinite values; null of any other. */
export function infiniteValues({ name, ...column }: Column): string | null {
  if (column.kind === "category" || column.values.every(Number.isFinite)) return null;
  return `column "${name}" has infinite values; correct them, or leave those rows out with --where 'isfinite("${name}")'`;
}
