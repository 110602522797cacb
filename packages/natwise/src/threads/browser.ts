import type { SharedWork } from "./task.ts";

/** Number of threads by default. The page's own thread cannot wait for others. */
export const cores = 1;

/** Whether other threads have been started. */
export const started = () => false;

/** Asks other threads to join in: nobody does. */
export function callHelpers(_work: SharedWork, _helpers: number): void {}
