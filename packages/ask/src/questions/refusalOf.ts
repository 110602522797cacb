import { DataError, type Remark } from "natwise";
import { UsageError } from "../UsageError.ts";
import { remarkText } from "../words/remarks/remarkText.ts";
import { nameColumns, type SideNames } from "./nameColumns.ts";

/** The library's reason for refusing data, in words. Other errors are bugs and are rethrown. */
export function refusalOf(error: unknown, sides: SideNames): string {
  if (error instanceof DataError) {
    const [said]: Remark[] = nameColumns([error.remark], sides);
    return remarkText(said).text;
  }
  if (error instanceof RangeError || error instanceof UsageError) return error.message;
  throw error;
}
