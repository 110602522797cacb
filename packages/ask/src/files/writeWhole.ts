import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../UsageError.ts";
import { cannotWrite, temporaryName } from "./checkOutput.ts";

/**
 * Writes a file atomically: readers of `path` see the old contents or the new. Symbolic links are followed. A pipe or a device
 * (/dev/stdout) is written in place, since a rename would replace it.
 *
 * @throws UsageError if the system refuses, for example on a full disk
 */
export function writeWhole(path: string, contents: string | Uint8Array): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found || found.isFile()) replace(found ? realpathSync(path) : path, contents);
    else writeFileSync(path, contents);
  } catch (error) {
    throw new UsageError(`${path}: ${cannotWrite(error)}`);
  }
}

function replace(path: string, contents: string | Uint8Array): void {
  const part = temporaryName(path);
  try {
    writeFileSync(part, contents);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
