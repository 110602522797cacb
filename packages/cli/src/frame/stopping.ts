import { UsageError } from "@natwise/ask/UsageError";

/** Milliseconds: a timer set for longer goes off at once. */
const LONGEST = 2 ** 31 - 1;

export type Stopping = ReturnType<typeof stopping>;

/** One signal for Ctrl-C and for --max-seconds, and which of them it was. */
export function stopping(signal: AbortSignal, maxSeconds: number | undefined) {
  const time = new AbortController();
  const timer =
    maxSeconds === undefined
      ? undefined
      : setTimeout(() => time.abort(new Error("time is up")), Math.min(1000 * maxSeconds, LONGEST));
  /** Whether the time is up, and not Ctrl-C was pressed. */
  const timeUp = () => time.signal.aborted && !signal.aborted;
  return {
    signal: AbortSignal.any([signal, time.signal]),
    /** Why the work ended before it was done; null where nothing stopped it. */
    stop() {
      if (timeUp()) return { by: "time", seconds: maxSeconds! } as const;
      return signal.aborted ? ({ by: "interrupt" } as const) : null;
    },
    end: () => clearTimeout(timer),
    /** What a failure before anything was done means. */
    explain: (error: unknown): unknown =>
      timeUp() && !(error instanceof UsageError)
        ? new UsageError(`--max-seconds ${maxSeconds}: nothing was done in that time; allow more`)
        : error,
  };
}
