/** @module What a runner and a worker say to each other. */
import type { Job, Progress } from "./job.ts";

/** An error as data: structured cloning loses names that are not built in. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export type ToWorker =
  | { readonly type: "begin"; readonly job: Omit<Job<string, unknown>, "cost"> }
  | { readonly type: "stop"; readonly reason: PackedError }
  | { readonly type: "close"; readonly reason: PackedError };

/** All but the last are about the job under way. */
export type FromWorker =
  | { readonly type: "started" }
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "output"; readonly output: unknown }
  | { readonly type: "error"; readonly error: PackedError }
  | { readonly type: "notClosed"; readonly error: PackedError };
