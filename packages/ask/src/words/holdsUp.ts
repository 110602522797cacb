import type { PlainEstimate } from "../types.ts";

/** Whether rows that a critic had not seen confirm what it found, beyond the error of the folds. */
export function holdsUp({ heldOut, interval }: Pick<PlainEstimate, "heldOut" | "interval">): boolean {
  return heldOut !== null && interval !== null && interval.low > 0;
}
