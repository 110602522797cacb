import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../UsageError.ts";

/** The location of an experiment on disk. */
export interface FoundExperiment {
  readonly name: string;
  readonly folder: string;
  /** The module to import. */
  readonly file: string;
}

const names = ["experiment.ts", "experiment.mjs", "experiment.js"];

/**
 * Finds the experiment at `path`: a folder with an experiment.ts, .mjs or .js, or that file itself.
 *
 * @throws UsageError if there is no experiment
 */
export function findExperiment(path: string): FoundExperiment {
  const isThere = (file: string) => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const file = [path, ...names.map((name) => join(path, name))].map((one) => resolve(one)).find(isThere);
  if (file === undefined) {
    throw new UsageError(`there is no experiment at ${path}; name a folder with an experiment.ts in it`);
  }
  return { file, folder: dirname(file), name: basename(dirname(file)) };
}
