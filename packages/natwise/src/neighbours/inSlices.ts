/** @module Long computations that leave the event loop room to breathe. */
import type { Context } from "../types.ts";

/** Longest time, in milliseconds, before a page may paint or a server may answer somebody else. */
const SLICE_MS = 30;

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
  const { port1, port2 } = new MessageChannel(); // setTimeout waits 4 ms a turn in a browser
  try {
    while (true) {
      const end = performance.now() + SLICE_MS;
      let step = work.next();
      while (!step.done && performance.now() < end) step = work.next();
      if (step.done) {
        onProgress?.({ done: 1, label });
        return step.value;
      }
      onProgress?.({ done: step.value, label });
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      signal?.throwIfAborted();
    }
  } finally {
    port1.close();
  }
}
