import { Worker } from "node:worker_threads";
import type { Job, Row } from "./experiment.ts";
import type { FromWorker, ToWorker, WorkerData } from "./jobWorker.ts";

export type Outcome = { readonly seconds: number } & (
  | { readonly rows: readonly Row[] }
  | { readonly error: string }
);

export interface RunJobs extends WorkerData {
  readonly threads: number;
  readonly signal: AbortSignal;
  /** What share of the work is done, by the jobs' costs. */
  readonly onProgress: (done: number) => void;
  readonly onResult: (job: Job, outcome: Outcome) => void;
}

/** The worker's compiled file, from src as from dist. */
const workerFile = new URL("../../dist/run/jobWorker.js", import.meta.url);

/** How long a job that was told to stop may take to do so, in milliseconds. */
const patience = 10_000;

/**
 * Runs jobs side by side, each in a thread: the dearest first, so that none is left to run alone at the end. Resolves
 * when all are done or, once `signal` is aborted, when all threads have stopped; what had not finished is not told of.
 */
export async function runJobs(
  jobs: readonly Job[],
  { threads, signal, onProgress, onResult, ...data }: RunJobs,
): Promise<void> {
  const queue = jobs.map((job) => ({ job, cost: job.cost ?? 1 })).sort((a, b) => b.cost - a.cost);
  const total = queue.reduce((sum, { cost }) => sum + cost, 0);
  const under = new Map<string, number>();
  let finished = 0;
  const report = () => onProgress((finished + [...under.values()].reduce((a, b) => a + b, 0)) / total);

  /** One thread's life: as many jobs as it can get; a thread that dies takes its job along and is replaced. */
  async function thread(): Promise<void> {
    while (queue.length > 0 && !signal.aborted) await life(new Worker(workerFile, { workerData: data }));
  }

  function life(worker: Worker): Promise<void> {
    let current: (typeof queue)[number] | undefined;
    let timer: NodeJS.Timeout | undefined;
    const tell = (message: ToWorker) => worker.postMessage(message);
    const close = () => {
      tell({ close: true });
      clearTimeout(timer);
      timer = setTimeout(() => void worker.terminate(), patience);
    };
    const next = () => {
      current = signal.aborted ? undefined : queue.shift();
      if (current) tell({ run: current.job.id });
      else close();
    };
    const end = (outcome: Outcome) => {
      const { job, cost } = current!;
      current = undefined;
      under.delete(job.id);
      finished += cost;
      if (!signal.aborted) onResult(job, outcome);
      report();
    };
    const began = performance.now();
    return new Promise((resolve) => {
      worker.on("message", (answer: FromWorker) => {
        if (!current || answer.id !== current.job.id) return;
        if ("done" in answer) {
          under.set(answer.id, current.cost * Math.min(1, answer.done));
          report();
          return;
        }
        const { id: _, ...outcome } = answer;
        end(outcome);
        next();
      });
      let why = "";
      worker.on("error", (error) => {
        why = error.message;
      });
      worker.on("exit", (code) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", close);
        if (current) {
          end({
            error: `its thread ended before it did (${why || `exit code ${code}`})`,
            seconds: (performance.now() - began) / 1000,
          });
        }
        resolve();
      });
      signal.addEventListener("abort", close, { once: true });
      next();
    });
  }

  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, thread));
}
