/**
 * Jobs as plain JSON, and runners for them. The runner in `@natwise/queue/threads` needs Node.
 *
 * @module
 */

export { ClosedError } from "./ClosedError.ts";
export { CrashError } from "./CrashError.ts";
export { type InlineOptions, inline } from "./inline.ts";
export type {
  AnyHandlers,
  Handler,
  Handlers,
  HandlersOf,
  Job,
  JobContext,
  JobOf,
  Json,
  OutputOf,
  Prepare,
  Progress,
  Runner,
  RunOptions,
  Work,
} from "./job.ts";
export { type AllProgress, type Kept, type Outcome, type RunAllOptions, runAll } from "./runAll.ts";
