import type { Remark } from "natwise";
import { remarkLines } from "../remarkLines.ts";

/** Remarks as one cell of a table. */
export const remarkCell = (...remarks: readonly (readonly Remark[])[]): string =>
  remarkLines(remarks.flat()).join(" ");
