import { accessSync, closeSync, constants, openSync, realpathSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../UsageError.ts";

/**
 * Checks before long work that `path` can be written afterwards, without changing an existing file.
 *
 * @throws UsageError if its folder is missing or not writable, or if it is a folder, read-only, or the input itself
 */
export function checkOutput(option: string, path: string, input?: string): void {
  const folder = dirname(resolve(path));
  const refuse = (reason: string): never => {
    throw new UsageError(`${option} ${path}: ${reason}`);
  };
  if (path === "") throw new UsageError(`${option}: an empty name; give a file name`);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) refuse("is a folder; give a file name inside it");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    refuse(`there is no folder ${dirname(path)}; make it first, or write elsewhere`);
  }
  if (found && input !== undefined && statSync(input, { throwIfNoEntry: false })) {
    if (realpathSync(path) === realpathSync(input)) refuse("is the data itself; give another name");
  }
  try {
    if (found) accessSync(path, constants.W_OK);
    if (found && !found.isFile()) return;
    // Permission bits ignore read-only disks and administrator's rights: create a temporary file.
    const trial = temporaryName(path);
    closeSync(openSync(trial, "wx"));
    unlinkSync(trial);
  } catch (error) {
    refuse(cannotWrite(error));
  }
}

/** A write error of the system, with its remedy. */
export function cannotWrite(error: unknown): string {
  return `cannot be written (${(error as NodeJS.ErrnoException).code}); give a path you may write to`;
}

/** A name beside `path`, on the same disk, so that renaming it to `path` is one step. */
export function temporaryName(path: string): string {
  return resolve(dirname(path), `.${basename(path)}.${process.pid}.part`);
}
