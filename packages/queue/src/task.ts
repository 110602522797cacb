import type { OnAbort } from "./abortCallbacks.ts";
import type { Job, RunOptions } from "./job.ts";

/** A job and its promise, which is settled once. */
export interface Task extends Pick<RunOptions, "onProgress" | "onStart"> {
  readonly job: Job<string, unknown>;
  settled(): boolean;
  resolve(output: unknown): void;
  reject(reason: unknown): void;
}

interface TaskOptions extends RunOptions {
  readonly onAbort: OnAbort;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Called with the reason when the signal is aborted before the task is settled. */
  readonly cancel: (reason: unknown) => void;
}

/** Makes a task that listens to its signal until it is settled. */
export function task(
  job: Job<string, unknown>,
  { signal, onProgress, onStart, onAbort, resolve, reject, cancel }: TaskOptions,
): Task {
  let settled = false;
  const forget = signal && onAbort(signal, () => cancel(signal.reason));
  const settle = (then: () => void) => {
    if (settled) return;
    settled = true;
    forget?.();
    then();
  };
  return {
    ...{ job, onProgress, onStart },
    settled: () => settled,
    resolve: (output) => settle(() => resolve(output)),
    reject: (reason) => settle(() => reject(reason)),
  };
}
