import type { Remark } from "../remarks.ts";

/** Whether an estimate is of counts of values that hardly repeat, which rise with the rows whatever the dependence is. */
export const isCounted = (remarks: readonly Remark[]): boolean =>
  remarks.some(({ code }) => code === "rareCombinations" || code === "valuesLikeNumbers");
