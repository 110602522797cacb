import type { Column } from "../types.ts";

/** The numbers of a column, or the codes of its texts. */
export const columnValues = (column: Column): Float64Array | Int32Array =>
  column.kind === "number" ? column.values : column.codes;
