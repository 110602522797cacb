/** @module A thread of `threads`: imports the caller's module, then does one job after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { Prepare } from "./job.ts";
import { serve } from "./serve.ts";

export interface WorkerData {
  readonly module: string;
  readonly setup: unknown;
}

const { module, setup } = workerData as WorkerData;
const port = parentPort!;

const receive = serve({
  async prepare() {
    const { default: prepare }: { default: Prepare<unknown> } = await import(module);
    if (typeof prepare !== "function")
      throw new TypeError(
        `threads: module must export a function by default, got ${typeof prepare}: ${module}`,
      );
    return prepare(setup);
  },
  send: (message) => port.postMessage(message),
  exit: () => port.close(),
});
port.on("message", receive);
