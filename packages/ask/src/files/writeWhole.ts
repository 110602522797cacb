import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../UsageError.ts";
import { cannotWrite, temporaryName } from "./checkOutput.ts";

/**
 * Writes all of a file or none of it: whoever reads `path` sees the old contents or the new, never half. A link stays
 * a link. A pipe or a device (/dev/stdout) is written to: putting a file in its place would be the end of it.
 *
 * @throws UsageError when the system does not let us, a full disk for example.
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
