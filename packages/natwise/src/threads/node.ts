import { availableParallelism } from "node:os";
import { isMainThread, Worker } from "node:worker_threads";
import type { SharedWork } from "./task.ts";

/** Number of threads by default: one per core, or one in a worker thread, whose siblings use the other cores. */
export const cores = isMainThread ? availableParallelism() : 1;

/** The worker's compiled file; the path is valid from src and from dist. */
const workerFile = new URL("../../dist/threads/worker.js", import.meta.url);

const helpers: Worker[] = [];
let failed = false;

/** Whether other threads have been started. */
export const started = () => helpers.length > 0;

/**
 * Asks other threads to join in, and starts those that are missing. They do not keep the process alive. Nobody waits
 * for a thread that cannot start or dies: its parts are done by the caller.
 */
export function callHelpers(work: SharedWork, count: number): void {
  while (helpers.length < count && !failed) helpers.push(start());
  for (const helper of helpers.slice(0, count)) helper.postMessage(work);
}

function start(): Worker {
  // A worker must not inherit Node's flags: some, such as --input-type, would end it.
  const worker = new Worker(workerFile, { execArgv: [] });
  worker.unref();
  worker.on("error", () => {
    failed = true;
  });
  worker.on("exit", () => {
    const at = helpers.indexOf(worker);
    if (at >= 0) helpers.splice(at, 1);
  });
  return worker;
}
