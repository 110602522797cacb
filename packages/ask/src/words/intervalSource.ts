import type { PlainEstimate } from "../types.ts";

/** The basis of an interval, in words. */
export function intervalSource(
  { curves, remarks }: Pick<PlainEstimate, "curves" | "remarks">,
  series: boolean,
): string {
  if (remarks.some(({ code }) => code === "memoryRemoved"))
    return "confidence interval from estimates on simulated series with this memory";
  return curves.length > 0
    ? `confidence interval from the held-out rows and the spread of ${curves.length} folds`
    : `confidence interval from estimates on parts of the rows${series ? ", in their order" : ""}`;
}
