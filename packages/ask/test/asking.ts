import type { Asking } from "../src/types.ts";

/** What a question is given that nobody stops. */
export const undisturbed = (): Asking => ({
  signal: new AbortController().signal,
  stop: () => null,
  onProgress() {},
});

/** A plain answer without the time it took and where its file was. */
export function comparable<T>(answer: T): T {
  return JSON.parse(
    JSON.stringify(answer, (key, value) => (key === "seconds" || key === "path" ? "-" : value)),
  );
}
