import { availableParallelism } from "node:os";
import { join } from "node:path";
import { CrashError, type HandlersOf, type Job, type Kept, runAll } from "@natwise/queue";
import { threads } from "@natwise/queue/threads";
import type { Progress } from "natwise";
import { UsageError } from "../UsageError.ts";
import { commitOf } from "./commitOf.ts";
import type { ExperimentJob, Row } from "./experiment.ts";
import type prepareExperiment from "./experimentModule.ts";
import { type FoundExperiment, findExperiment } from "./findExperiment.ts";
import { jobsOf } from "./jobsOf.ts";
import { loadExperiment } from "./loadExperiment.ts";
import { type Result, readResult, writeResult } from "./results.ts";

export interface RunExperimentOptions {
  readonly quick: boolean;
  /** Prefix of the ids of the jobs to run. */
  readonly only: string;
  /** Whether to run failed jobs again. */
  readonly retry: boolean;
  readonly threads?: number;
  readonly seed: number;
  /** The version of natwise. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly onResult: (job: ExperimentJob, result: Result, finished: number, chosen: number) => void;
}

/** The jobs of an experiment and their results. */
export interface ExperimentRun {
  readonly found: FoundExperiment;
  /** The folder of results, rows and figures. */
  readonly folder: string;
  readonly jobs: readonly ExperimentJob[];
  readonly results: ReadonlyMap<string, Result>;
  /** Number of requested jobs. */
  readonly chosen: number;
  /** Number of requested jobs that had no result yet. */
  readonly pending: number;
}

/** The worker's compiled file; the path is valid from src and from dist. */
const module = new URL("../../dist/experiments/experimentModule.js", import.meta.url);

/**
 * Runs the jobs of an experiment that have no result yet. Each result is written as soon as its job is done, so that a run can
 * continue after it was stopped or killed.
 *
 * @throws UsageError for an invalid path or option
 */
export async function runExperiment(
  path: string,
  { quick, only, retry, threads: size, seed, version, signal, onProgress, onResult }: RunExperimentOptions,
): Promise<ExperimentRun> {
  const found = findExperiment(path);
  const jobs = jobsOf(await loadExperiment(found), { quick, seed });
  const chosen = jobs.filter(({ id }) => id.startsWith(only));
  if (chosen.length === 0) {
    throw new UsageError(
      `--only ${only}: no job begins like this; the first of ${jobs.length} is ${jobs[0]?.id ?? "missing"}`,
    );
  }
  const folder = quick ? join(found.folder, "quick") : found.folder;
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const results = new Map<string, Result>();
  for (const job of jobs) {
    const before = readResult(folder, job);
    const again = retry && before?.error !== undefined && job.id.startsWith(only);
    if (before && !again) results.set(job.id, before);
  }
  const pending = chosen.filter(({ id }) => !results.has(id)).length;
  const about = {
    commit: commitOf(found.folder),
    versions: { natwise: version, node: process.versions.node },
  };
  const kept: Kept<{ readonly id: string }, readonly Row[]> = {
    get({ id }) {
      const before = results.get(id);
      if (before === undefined) return undefined;
      const { seconds, rows, error } = before;
      return error === undefined ? { seconds, output: rows } : { seconds, error: new Error(error) };
    },
    set({ id }, outcome) {
      const job = byId.get(id)!;
      const rows: { rows: readonly Row[]; error?: string } =
        "output" in outcome ? { rows: outcome.output } : { rows: [], error: errorOf(outcome.error) };
      const result: Result = { labels: job.labels, ...rows, ...about, seconds: outcome.seconds };
      writeResult(folder, job, result);
      results.set(id, result);
    },
  };
  let finished = chosen.length - pending;
  const runner = threads<HandlersOf<typeof prepareExperiment>>({
    ...{ module, setup: { file: found.file, quick, seed } },
    // More threads than cores would not be faster.
    size: Math.min(size ?? Number.POSITIVE_INFINITY, availableParallelism()),
  });
  try {
    await runAll(
      runner,
      chosen.map(({ id, cost }): Job<"run", string> => ({ id, kind: "run", input: id, cost })),
      {
        ...{ signal, kept },
        onProgress: ({ done, finished, total }) =>
          onProgress({ done, label: `${finished} of ${total} jobs` }),
        onResult: ({ id }) => onResult(byId.get(id)!, results.get(id)!, ++finished, chosen.length),
      },
    );
  } finally {
    await runner.close();
  }
  return { found, folder, jobs, results, chosen: chosen.length, pending };
}

/** The error without the job's id, which its row has already. */
const errorOf = (error: Error) =>
  error instanceof CrashError ? `its worker ended before it did (${error.why})` : error.message;
