import { accessSync, closeSync, constants, openSync, realpathSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../UsageError.ts";

/**
 * Makes sure, before long work, that `path` can be written at its end, without touching what is there now.
 *
 * @throws UsageError when its folder is missing or closed to us, or when it is a folder, read-only, or the input itself.
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
    // Permission bits do not tell about read-only disks or an administrator's rights: try it with a file of our own.
    const trial = temporaryName(path);
    closeSync(openSync(trial, "wx"));
    unlinkSync(trial);
  } catch (error) {
    refuse(cannotWrite(error));
  }
}

/** What the system said against writing, and what to do. */
export function cannotWrite(error: unknown): string {
  return `cannot be written (${(error as NodeJS.ErrnoException).code}); give a path you may write to`;
}

/** A name beside `path`, on the same disk, so that renaming it to `path` is one step. */
export function temporaryName(path: string): string {
  return resolve(dirname(path), `.${basename(path)}.${process.pid}.part`);
}
