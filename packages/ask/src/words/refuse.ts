import type { Remark } from "natwise";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "./remarks/remarkText.ts";

/** A refusal as the error that carries it to the person at the keyboard. */
export function refuse(why: Remark): UsageError {
  return new UsageError(remarkText(why).text);
}
