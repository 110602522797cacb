import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { UsageError } from "../../UsageError.ts";

/**
 * Makes sure that a JSON file that begins as a list ends as one. DuckDB reads a list that was cut off between two records
 * as if it were whole. A compressed file, or several that match a pattern, are left to it.
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
