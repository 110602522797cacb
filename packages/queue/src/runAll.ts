import { ClosedError } from "./ClosedError.ts";
import type { AnyHandlers, Handlers, JobOf, OutputOf, Progress, Runner } from "./job.ts";

/** How a job ended. */
export type Outcome<Output = unknown> = {
  /** Seconds since the start of its handler. */
  readonly seconds: number;
} & ({ readonly output: Output } | { readonly error: Error });

/** A store of outcomes between runs. The store decides whether to keep failures. */
export interface Kept<J, Output = unknown> {
  get(job: J): Outcome<Output> | undefined | Promise<Outcome<Output> | undefined>;
  set(job: J, outcome: Outcome<Output>): void | Promise<void>;
}

export interface AllProgress extends Progress {
  /** The finished share of the jobs to run, by cost. Kept outcomes do not count, so the time left follows from it. */
  readonly done: number;
  /** Number of jobs with an outcome, including kept outcomes. */
  readonly finished: number;
  readonly total: number;
}

export interface RunAllOptions<J, Output = unknown> {
  readonly signal?: AbortSignal;
  /** Its label comes from the reporting job. */
  readonly onProgress?: (progress: AllProgress) => void;
  /** Called for each job when it ends, after its outcome was added to `kept`. */
  readonly onResult?: (job: J, outcome: Outcome<Output>) => void;
  readonly kept?: Kept<J, Output>;
}

/**
 * Runs all jobs that have no outcome in `kept`, the most expensive first, so that no long job runs alone at the end. If a job
 * fails or its worker dies, its outcome is the error, and the other jobs continue.
 *
 * Resolves with the outcomes by id, in the order of the jobs. When `signal` is aborted, no further jobs begin, running jobs are
 * cancelled, and the promise resolves with the outcomes so far.
 *
 * @throws RangeError for a repeated id or a cost that is not above 0; errors of `kept` or a callback
 */
export async function runAll<H extends Handlers = AnyHandlers>(
  runner: Runner<H>,
  jobs: readonly JobOf<H>[],
  { signal, onProgress, onResult, kept }: RunAllOptions<JobOf<H>, OutputOf<H>> = {},
): Promise<ReadonlyMap<string, Outcome<OutputOf<H>>>> {
  check(jobs);
  const outcomes = new Map<string, Outcome<OutputOf<H>>>();
  const queue: JobOf<H>[] = [];
  for (const job of jobs) {
    const before = await kept?.get(job);
    if (before) outcomes.set(job.id, before);
    else queue.push(job);
  }
  queue.sort((a, b) => costOf(b) - costOf(a));
  const cost = queue.reduce((sum, job) => sum + costOf(job), 0);
  const under = new Map<string, number>();
  let ended = 0;
  const report = (label?: string) => {
    const done = Math.min(1, (ended + [...under.values()].reduce((a, b) => a + b, 0)) / cost);
    try {
      onProgress?.({ done, finished: outcomes.size, total: jobs.length, label });
    } catch (error) {
      fail(error);
    }
  };

  // Aborted by the caller's signal, or when `kept`, a callback or the runner fails.
  const stop = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  const abort = () => stop.abort(signal?.reason);
  const fail = (error: unknown) => {
    failure ??= { error };
    stop.abort(error);
  };

  async function attempt(job: JobOf<H>): Promise<Outcome<OutputOf<H>>> {
    let began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    try {
      const output = await runner.run(job, {
        signal: stop.signal,
        onStart() {
          began = performance.now();
        },
        onProgress({ done, label }) {
          under.set(job.id, costOf(job) * Math.max(0, Math.min(1, done)));
          report(label);
        },
      });
      return { seconds: seconds(), output };
    } catch (error) {
      // A closed runner is not an outcome of the job.
      if (error instanceof ClosedError) throw error;
      return { seconds: seconds(), error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  async function lane(): Promise<void> {
    while (queue.length > 0 && !stop.signal.aborted) {
      const job = queue.shift()!;
      const outcome = await attempt(job);
      if (stop.signal.aborted) return;
      await kept?.set(job, outcome);
      outcomes.set(job.id, outcome);
      under.delete(job.id);
      ended += costOf(job);
      onResult?.(job, outcome);
      report();
    }
  }

  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  await Promise.all(Array.from({ length: Math.min(runner.size, queue.length) }, () => lane().catch(fail)));
  signal?.removeEventListener("abort", abort);
  if (failure) throw failure.error;
  return new Map(jobs.flatMap(({ id }) => (outcomes.has(id) ? [[id, outcomes.get(id)!]] : [])));
}

const costOf = ({ cost = 1 }: { readonly cost?: number }) => cost;

function check(jobs: readonly { readonly id: string; readonly cost?: number }[]): void {
  const seen = new Set<string>();
  for (const { id, cost = 1 } of jobs) {
    if (seen.has(id)) throw new RangeError(`runAll: each job must have an id of its own, got ${id} twice`);
    seen.add(id);
    if (!(cost > 0 && cost < Number.POSITIVE_INFINITY))
      throw new RangeError(`runAll: a cost must be a finite number above 0, got ${cost} for job ${id}`);
  }
}
