/** @module Long computations that do not block the event loop. */

import type { Context } from "../types.ts";
import { nextTurn, SLICE_MS } from "./nextTurn.ts";

/**
 * Runs a generator that yields the share done to its end. Every 30 ms it reports progress, lets other tasks of the
 * event loop run, and throws `signal.reason` if the signal is aborted.
 */
export async function inSlices<Result>(
  work: Generator<number, Result>,
  { signal, onProgress }: Pick<Context, "signal" | "onProgress">,
  label: string,
): Promise<Result> {
  signal?.throwIfAborted();
  try {
    while (true) {
      const end = performance.now() + SLICE_MS;
      let step = work.next();
      while (!step.done && performance.now() < end) step = work.next();
      onProgress?.({ done: step.done ? 1 : step.value, label });
      if (step.done) return step.value;
      await nextTurn();
      signal?.throwIfAborted();
    }
  } finally {
    work.return(undefined as never); // lets work that was stopped clean up
  }
}
