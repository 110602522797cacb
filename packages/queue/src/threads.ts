/**
 * Worker threads of Node.
 *
 * @module
 */
import { availableParallelism } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";
import type { AnyHandlers, Handlers, Runner } from "./job.ts";
import type { FromWorker } from "./messages.ts";
import { type Link, type Listener, schedule } from "./schedule.ts";
import type { WorkerData } from "./worker.ts";

export interface ThreadsOptions {
  /** A compiled module whose default export is a `Prepare`. */
  readonly module: URL;
  /** Passed to the module once per thread, copied by structured cloning; a SharedArrayBuffer is shared. */
  readonly setup?: unknown;
  /** Number of threads; by default one per core. */
  readonly size?: number;
  /**
   * Milliseconds between a message to stop or close and the termination of the thread. 0 terminates immediately, which is safe
   * for pure computations.
   */
  readonly patience?: number;
  /** Limits of each thread. */
  readonly resourceLimits?: ResourceLimits;
}

/** The worker's compiled file; the path is valid from src and from dist. */
const workerFile = new URL("../dist/worker.js", import.meta.url);

/**
 * Runs jobs in worker threads. A thread is started when a job is waiting and no thread is idle. It keeps the process alive only
 * while it has a job, and is replaced if it dies.
 *
 *     import type prepare from "./work.ts";
 *     const runner = threads<HandlersOf<typeof prepare>>({ module: new URL("./work.js", import.meta.url), setup });
 */
export function threads<H extends Handlers = AnyHandlers>({
  module,
  setup,
  size = availableParallelism(),
  patience = 10_000,
  resourceLimits,
}: ThreadsOptions): Runner<H> {
  const start = ({ heard, ended }: Listener): Link => {
    const workerData: WorkerData = { module: module.href, setup };
    // A worker must not inherit Node's flags: some, such as --input-type, would end it.
    const worker = new Worker(workerFile, { workerData, execArgv: [], resourceLimits });
    worker.on("message", (message: FromWorker) => heard(message));
    // "error" precedes "exit": a dying thread must get no further job.
    worker.on("error", (error) => ended(error instanceof Error ? error.message : String(error)));
    worker.on("exit", (code) => ended(`exit code ${code}`));
    return {
      send: (message) => worker.postMessage(message),
      terminate: () => void worker.terminate(),
      keepAlive: (yes) => (yes ? worker.ref() : worker.unref()),
    };
  };
  return schedule<H>({ size, patience, start });
}
