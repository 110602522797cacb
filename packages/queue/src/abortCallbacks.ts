/** Registers a callback for the abort of a signal; returns a function that removes it. */
export type OnAbort = (signal: AbortSignal, callback: () => void) => () => void;

/** Adds one listener per signal for any number of callbacks, since Node warns of a leak above ten listeners. */
export function abortCallbacks(): OnAbort {
  const groups = new Map<AbortSignal, { readonly callbacks: Set<() => void>; readonly fire: () => void }>();

  function groupOf(signal: AbortSignal) {
    const callbacks = new Set<() => void>();
    const fire = () => {
      groups.delete(signal);
      for (const callback of callbacks) callback();
    };
    signal.addEventListener("abort", fire, { once: true });
    const group = { callbacks, fire };
    groups.set(signal, group);
    return group;
  }

  return (signal, callback) => {
    const { callbacks, fire } = groups.get(signal) ?? groupOf(signal);
    callbacks.add(callback);
    return () => {
      callbacks.delete(callback);
      if (callbacks.size > 0 || groups.get(signal)?.fire !== fire) return;
      groups.delete(signal);
      signal.removeEventListener("abort", fire);
    };
  };
}
