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
  /** Given to the module once in each thread, copied by structured cloning; a SharedArrayBuffer is shared. */
  readonly setup?: unknown;
  /** By default one thread a core. */
  readonly size?: number;
  /**
   * Milliseconds that a job told to stop, and a thread told to close, have before the thread is terminated. With 0
   * nothing is waited for: right for pure computations, which leave nothing half-written.
   */
  readonly patience?: number;
  /** Of each thread. */
  readonly resourceLimits?: ResourceLimits;
}

/** The worker's compiled file, from src as from dist. */
const workerFile = new URL("../dist/worker.js", import.meta.url);

/**
 * Runs jobs in worker threads. A thread is started when a job finds none idle, keeps the process alive only while it
 * has a job, and is replaced if it dies.
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
    // Flags meant for the caller's own file, such as --input-type of node -e, end a worker that inherits them.
    const worker = new Worker(workerFile, { workerData, execArgv: [], resourceLimits });
    worker.on("message", (message: FromWorker) => heard(message));
    // A little before the exit: no job may be given to a thread that is about to go.
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
