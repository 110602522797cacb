import { type Remark, remark } from "../remarks.ts";
import type { Context } from "../types.ts";

/** The result of `work`; null if the signal is aborted before it is done and `partial` is set. */
export async function orNullWhenStopped<T>(
  { signal, partial = false }: Pick<Context, "signal" | "partial">,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (partial && signal?.aborted) return null;
    throw error;
  }
}

/** The remark that parts of an estimate are missing, by name, such as "the interval". */
export function missingRemarks(missing: readonly string[]): Remark[] {
  return missing.length === 0 ? [] : [remark("stoppedBefore", { missing })];
}
