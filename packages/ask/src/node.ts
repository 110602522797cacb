/**
 * The part of the application layer that needs Node: files, threads, the engine, experiments.
 *
 * @module
 */

export { findExperiment } from "./experiments/findExperiment.ts";
export { jobsOf } from "./experiments/jobsOf.ts";
export { loadExperiment } from "./experiments/loadExperiment.ts";
export { type ExperimentReport, reportExperiment } from "./experiments/reportExperiment.ts";
export {
  type ExperimentRun,
  type RunExperimentOptions,
  runExperiment,
} from "./experiments/runExperiment.ts";
export { nodePlotter } from "./figures/node/nodePlotter.ts";
export { checkOutput } from "./files/checkOutput.ts";
export { writeWhole } from "./files/writeWhole.ts";
export type { ExperimentPage } from "./pages/renderExperiment.ts";
export { criticToOnnx } from "./questions/node/criticToOnnx.ts";
export { pairThreads } from "./questions/node/pairThreads.ts";
export { startEngine } from "./startEngine.ts";
export { type ReadColumns, readColumns } from "./tables/node/readColumns.ts";
export type { ReadOptions } from "./tables/node/readRows.ts";
export { readTable } from "./tables/node/readTable.ts";
