import type { Remark } from "natwise";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "./remarks/remarkText.ts";

/** A refusal as an error for the user. */
export function refuse(why: Remark): UsageError {
  return new UsageError(remarkText(why).text);
}
