import { pathToFileURL } from "node:url";
import { UsageError } from "../UsageError.ts";
import type { Experiment } from "./experiment.ts";
import type { FoundExperiment } from "./findExperiment.ts";

/**
 * Imports an experiment found by `findExperiment`. TypeScript is compiled by tsx.
 *
 * @throws UsageError for a file that exports no experiment
 */
export async function loadExperiment({ file }: Pick<FoundExperiment, "file">): Promise<Experiment> {
  if (file.endsWith(".ts")) (await import("tsx/esm/api")).register();
  const { default: experiment } = await import(pathToFileURL(file).href);
  if (typeof experiment?.jobs !== "function") {
    throw new UsageError(`${file}: must export an experiment by default, with jobs, claims and figures`);
  }
  return experiment;
}
