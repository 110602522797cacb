import { UsageError } from "../UsageError.ts";

/** One signal for Ctrl-C and for --max-seconds, and which of them it was. */
export function stopping(signal: AbortSignal, maxSeconds: number | undefined) {
  const time = new AbortController();
  const timer =
    maxSeconds === undefined
      ? undefined
      : setTimeout(() => time.abort(new Error("time is up")), 1000 * maxSeconds);
  return {
    signal: AbortSignal.any([signal, time.signal]),
    /** Whether the time is up, and not Ctrl-C was pressed. */
    timeUp: () => time.signal.aborted && !signal.aborted,
    end: () => clearTimeout(timer),
    /** What a failure before anything was done means. */
    explain: (error: unknown): unknown =>
      time.signal.aborted && !signal.aborted && !(error instanceof UsageError)
        ? new UsageError(`--max-seconds ${maxSeconds}: nothing was done in that time; allow more`)
        : error,
  };
}
