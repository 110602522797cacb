import type { Remark } from "natwise";
import type { Units } from "../numbers/units.ts";
import { remarkText } from "../remarks/remarkText.ts";

/** Remarks for a program, with codes, texts and columns; and the texts alone. */
export function remarksToJson(remarks: readonly Remark[], units: Units) {
  const said = remarks.map((one) => ({
    code: one.code,
    message: remarkText(one, units).text,
    columns: one.columns.map(String),
  }));
  return { warnings: said.map(({ message }) => message), remarks: said };
}
