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

/**
 * Resolves after the event loop has looked at its other tasks. Not with setTimeout, which browsers slow down to once a
 * second in a hidden tab; and where setImmediate exists, in Node, messages to oneself would starve the timers.
 */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }
  });
}
