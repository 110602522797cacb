import type { PlainEstimate } from "../types.ts";

/** What an interval was made from. */
export function intervalSource({ curves }: Pick<PlainEstimate, "curves">, series: boolean): string {
  return curves.length > 0
    ? `from the held-out rows and the spread of ${curves.length} folds`
    : `from estimates on parts of the rows${series ? ", in their order" : ""}`;
}
