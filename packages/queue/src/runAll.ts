import { ClosedError } from "./ClosedError.ts";
import type { AnyHandlers, Handlers, JobOf, OutputOf, Progress, Runner } from "./job.ts";

/** How a job ended. */
export type Outcome<Output = unknown> = {
  /** From the beginning of its handler. */
  readonly seconds: number;
} & ({ readonly output: Output } | { readonly error: Error });

/** Where outcomes are kept from one run to the next. It decides itself whether a failure is one of them. */
export interface Kept<J, Output = unknown> {
  get(job: J): Outcome<Output> | undefined | Promise<Outcome<Output> | undefined>;
  set(job: J, outcome: Outcome<Output>): void | Promise<void>;
}

export interface AllProgress extends Progress {
  /** The share of the jobs to be run, by cost. Jobs kept from before do not count, so that the time left follows from it. */
  readonly done: number;
  /** Jobs that have an outcome, kept ones included. */
  readonly finished: number;
  readonly total: number;
}

export interface RunAllOptions<J, Output = unknown> {
  readonly signal?: AbortSignal;
  /** Its label is that of the job that reports. */
  readonly onProgress?: (progress: AllProgress) => void;
  /** Called for each job that was run, in the order in which they end, after `kept` has its outcome. */
  readonly onResult?: (job: J, outcome: Outcome<Output>) => void;
  readonly kept?: Kept<J, Output>;
}

/**
 * Runs all jobs that have no outcome in `kept`, the dearest first, so that none is left to run alone at the end. A job
 * that fails or whose worker dies has an outcome with its error, and the others go on.
 *
 * Resolves with the outcomes by id, in the order of the jobs. Once `signal` is aborted nothing new begins, jobs under
 * way are cancelled, and the promise resolves with what had ended by then.
 *
 * @throws RangeError for two jobs of one id or a cost that is not above 0; what `kept` or a callback throws
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

  // Stopped by the caller's signal, or because `kept`, a callback or the runner failed.
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
      // The runner's end says nothing about the job.
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
