/**
 * The types and functions that experiments use.
 *
 * @module
 */

export { makeEstimator } from "../estimators/makeEstimator.ts";
export type { Plotter } from "../figures/plotter.ts";
export type { EstimatorSpec } from "../types.ts";
export type {
  Claim,
  Experiment,
  ExperimentJob,
  Figure,
  JobContext,
  JobsOptions,
  Row,
  RowOf,
  Table,
  Value,
  Verdict,
} from "./experiment.ts";
