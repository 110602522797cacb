/** Longest time, in milliseconds, for which the event loop is blocked. */
export const SLICE_MS = 30;

/**
 * Resolves after the event loop has run its other tasks. It does not use setTimeout, which browsers slow down to once a
 * second in a hidden tab. In Node it uses setImmediate, since messages would starve the timers.
 */
export function nextTurn(): Promise<void> {
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
