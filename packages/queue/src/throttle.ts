export interface Throttled<Value> {
  pass(value: Value): void;
  /** Drops the pending value, and all later ones. */
  end(): void;
}

/** Sends the first value immediately, then the newest value at most every `ms` milliseconds. */
export function throttle<Value>(send: (value: Value) => void, ms: number): Throttled<Value> {
  let next = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const now = (value: Value) => {
    clearTimeout(timer);
    next = performance.now() + ms;
    send(value);
  };
  return {
    pass(value) {
      if (ended) return;
      const wait = next - performance.now();
      // During a blocking computation the timer cannot fire: check the clock.
      if (wait <= 0) return now(value);
      clearTimeout(timer);
      timer = setTimeout(now, wait, value);
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
