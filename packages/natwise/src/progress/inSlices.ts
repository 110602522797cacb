/** @module Long computations that leave the event loop room to breathe. */

import type { Context } from "../types.ts";
import { nextTurn, SLICE_MS } from "./nextTurn.ts";

/**
 * Drives a generator that yields its share done, to the end: every 30 ms it reports progress, lets other tasks of
 * the event loop run, and stops with `signal.reason` if asked to.
 */
export async function inSlices<Result>(
  work: Generator<number, Result>,
  { signal, onProgress }: Pick<Context, "signal" | "onProgress">,
  label: string,
): Promise<Result> {
  signal?.throwIfAborted();
  while (true) {
    const end = performance.now() + SLICE_MS;
    let step = work.next();
    while (!step.done && performance.now() < end) step = work.next();
    onProgress?.({ done: step.done ? 1 : step.value, label });
    if (step.done) return step.value;
    await nextTurn();
    signal?.throwIfAborted();
  }
}
