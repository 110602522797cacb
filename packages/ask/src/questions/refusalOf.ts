import { DataError, type Remark } from "natwise";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "../words/remarks/remarkText.ts";
import { nameColumns, type SideNames } from "./nameColumns.ts";

/** Why the library did not take the data, in words; a bug passes on. */
export function refusalOf(error: unknown, sides: SideNames): string {
  if (error instanceof DataError) {
    const [said]: Remark[] = nameColumns([error.remark], sides);
    return remarkText(said).text;
  }
  if (error instanceof RangeError || error instanceof UsageError) return error.message;
  throw error;
}
