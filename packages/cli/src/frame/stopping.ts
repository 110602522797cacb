import { UsageError } from "@natwise/ask/UsageError";

/** Milliseconds; a longer timer would fire immediately. */
const LONGEST = 2 ** 31 - 1;

export type Stopping = ReturnType<typeof stopping>;

/** A signal that Ctrl-C and --max-seconds abort, and the cause of the abort. */
export function stopping(signal: AbortSignal, maxSeconds: number | undefined) {
  const time = new AbortController();
  const timer =
    maxSeconds === undefined
      ? undefined
      : setTimeout(() => time.abort(new Error("time is up")), Math.min(1000 * maxSeconds, LONGEST));
  /** Whether the time is up and Ctrl-C was not pressed. */
  const timeUp = () => time.signal.aborted && !signal.aborted;
  return {
    signal: AbortSignal.any([signal, time.signal]),
    /** The reason the work ended early; null if it was not stopped. */
    stop() {
      if (timeUp()) return { by: "time", seconds: maxSeconds! } as const;
      return signal.aborted ? ({ by: "interrupt" } as const) : null;
    },
    end: () => clearTimeout(timer),
    /** Replaces an error after the time was up by one that names the option. */
    explain: (error: unknown): unknown =>
      timeUp() && !(error instanceof UsageError)
        ? new UsageError(`--max-seconds ${maxSeconds}: nothing was done in that time; allow more`)
        : error,
  };
}
