/**
 * What an experiment is written with.
 *
 * @module
 */
export type {
  Claim,
  Experiment,
  ExperimentJob,
  Figure,
  JobContext,
  Row,
  Table,
  Value,
  Verdict,
} from "./experiment.ts";
