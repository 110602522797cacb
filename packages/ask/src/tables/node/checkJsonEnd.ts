import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { UsageError } from "../../UsageError.ts";

/**
 * Checks that a JSON file that begins as a list also ends as one. DuckDB accepts a list that was cut off between two records.
 * Compressed files and patterns are not checked.
 *
 * @throws UsageError for a list without an end
 */
export function checkJsonEnd(path: string): void {
  if (!existsSync(path) || /\.(gz|zst)$/i.test(path)) return;
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(4096);
    const text = (from: number) => bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, from));
    const start = text(0).trimStart();
    const end = text(Math.max(0, fstatSync(file).size - bytes.length)).trimEnd();
    if (!start.startsWith("[") || end === "" || end.endsWith("]")) return;
    throw new UsageError(
      `${path}: cannot be read as JSON (it begins with [ and does not end with ]); write the file again`,
    );
  } finally {
    closeSync(file);
  }
}
