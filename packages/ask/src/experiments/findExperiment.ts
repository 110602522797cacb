import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../UsageError.ts";

/** An experiment as it lies on disk. */
export interface FoundExperiment {
  readonly name: string;
  readonly folder: string;
  /** What is imported. */
  readonly file: string;
}

const names = ["experiment.ts", "experiment.mjs", "experiment.js"];

/**
 * The experiment at `path`, a folder with an experiment.ts, .mjs or .js in it or that file itself.
 *
 * @throws UsageError where there is none
 */
export function findExperiment(path: string): FoundExperiment {
  const isThere = (file: string) => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const file = [path, ...names.map((name) => join(path, name))].map((one) => resolve(one)).find(isThere);
  if (file === undefined) {
    throw new UsageError(`there is no experiment at ${path}; name a folder with an experiment.ts in it`);
  }
  return { file, folder: dirname(file), name: basename(dirname(file)) };
}
