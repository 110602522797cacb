import { UsageError } from "../UsageError.ts";
import type { Experiment, ExperimentJob, JobsOptions } from "./experiment.ts";

/**
 * The jobs of an experiment.
 *
 * @throws UsageError for a malformed id, or an id of two jobs, which would share a result
 */
export function jobsOf(experiment: Experiment, options: JobsOptions): readonly ExperimentJob[] {
  const jobs = experiment.jobs(options);
  const seen = new Set<string>();
  for (const { id } of jobs) {
    if (!/^[\w.+=-]+(\/[\w.+=-]+)*$/.test(id) || id.split("/").some((part) => /^\.*$/.test(part))) {
      throw new UsageError(
        `job "${id}": an id is words of letters, digits and . _ + = -, with slashes between`,
      );
    }
    if (seen.has(id)) throw new UsageError(`job "${id}": two jobs have this id; each needs its own`);
    seen.add(id);
  }
  return jobs;
}
