/** Longest time, in milliseconds, before a page may paint or a server may answer somebody else. */
export const SLICE_MS = 30;

/**
 * Resolves after the event loop has looked at its other tasks. Not with setTimeout, which browsers slow down to once a
 * second in a hidden tab; and where setImmediate exists, in Node, messages to oneself would starve the timers.
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
