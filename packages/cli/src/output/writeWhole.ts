import { renameSync, rmSync, writeFileSync } from "node:fs";
import { temporaryName } from "./checkOutput.ts";

/** Writes all of a file or none of it: whoever reads `path` sees the old contents or the new, never half. */
export function writeWhole(path: string, contents: string | Uint8Array): void {
  const part = temporaryName(path);
  try {
    writeFileSync(part, contents);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
