/**
 * @module The worker of `natwise run`: runs jobs of an experiment one after the other. This thread draws samples and searches
 * neighbours; the engine's thread trains critics.
 */
import type { JobContext as QueueContext } from "@natwise/queue";
import { startEngine } from "../startEngine.ts";
import type { Row } from "./experiment.ts";
import { jobsOf } from "./jobsOf.ts";
import { loadExperiment } from "./loadExperiment.ts";

export interface ExperimentSetup {
  readonly file: string;
  readonly quick: boolean;
  readonly seed: number;
}

export default async function prepareExperiment({ file, quick, seed }: ExperimentSetup) {
  const jobs = new Map(jobsOf(await loadExperiment({ file }), { quick, seed }).map((job) => [job.id, job]));
  const engine = await startEngine(1);
  return {
    handlers: {
      /** Runs the job with this id. */
      async run(id: string, { signal, onProgress }: QueueContext): Promise<readonly Row[]> {
        const job = jobs.get(id);
        if (!job) throw new Error(`the experiment has no job ${id} any more`);
        const found = await job.run({ engine, signal, onProgress });
        const rows: readonly Row[] = Array.isArray(found) ? found : [found as Row];
        for (const row of rows)
          if (typeof row !== "object" || row === null)
            throw new TypeError(`the job must return a row, or a list of rows, got ${row}`);
        return rows;
      },
    },
    close: () => engine.dispose(),
  };
}
