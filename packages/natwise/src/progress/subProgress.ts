import type { Context } from "../types.ts";

/** A context whose progress from 0 to 1 becomes progress from `from` to `to`. */
export function subProgress(context: Context, from: number, to: number): Context {
  const { onProgress } = context;
  return {
    ...context,
    onProgress: onProgress && ((p) => onProgress({ ...p, done: from + (to - from) * p.done })),
  };
}
