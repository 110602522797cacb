/** @module Messages between a runner and a worker. */
import type { Job, Progress } from "./job.ts";

/** An error as data. Structured cloning would lose names of errors that are not built in. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export type ToWorker =
  | { readonly type: "begin"; readonly job: Omit<Job<string, unknown>, "cost"> }
  | { readonly type: "stop"; readonly reason: PackedError }
  | { readonly type: "close"; readonly reason: PackedError };

/** All but the last refer to the current job. */
export type FromWorker =
  | { readonly type: "started" }
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "output"; readonly output: unknown }
  | { readonly type: "error"; readonly error: PackedError }
  | { readonly type: "notClosed"; readonly error: PackedError };
