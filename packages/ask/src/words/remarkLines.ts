import type { Remark } from "natwise";
import type { Units } from "./numbers/units.ts";
import { remarkText } from "./remarks/remarkText.ts";

/** Remarks as lines of text. */
export const remarkLines = (remarks: readonly Remark[], units: Units = "nats"): string[] =>
  remarks.map((said) => remarkText(said, units).text);
