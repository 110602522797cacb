import type { PlainEstimate } from "../types.ts";

/** Whether an estimate is held out and its confidence interval lies above zero. */
export function holdsUp({ heldOut, interval }: Pick<PlainEstimate, "heldOut" | "interval">): boolean {
  return heldOut !== null && interval !== null && interval.low > 0;
}
