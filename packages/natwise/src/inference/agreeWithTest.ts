import { type Remark, remark } from "../remarks.ts";
import type { Interval } from "../types.ts";
import { isCounted } from "./isCounted.ts";

/** An estimate this many standard errors above zero is not explained by chance, whatever the test's statistic misses. */
const FAR = 5;

/** An estimate as far as its agreement with the test is concerned. */
export interface Tested {
  readonly interval: Interval | null;
  readonly nats: number;
  readonly standardError: number | null;
  readonly remarks: readonly Remark[];
  /** Whether nothing is given, and x and y are `areContinuous`. */
  readonly continuous: boolean;
}

/**
 * The interval, extended to zero if the permutation test finds no dependence at its level.
 *
 * Under independence the p-value holds whatever the estimate's bias is, and the interval does not: an estimate may be
 * biased by more than its error, given other columns by neighbours that differ in them, and the error of counts is too
 * small there. What stands against the test, whose grid of ranks misses fine patterns, is an exact function, and an
 * estimate of continuous columns that lies five standard errors above zero.
 *
 * A test with so few permutations that it cannot reject at the level is asked at the smallest p-value that it can have.
 */
export function agreeWithTest(
  { interval, nats, standardError, remarks, continuous }: Tested,
  { pValue, permutations }: { readonly pValue: number | null; readonly permutations: number },
): { readonly interval: Interval | null; readonly remarks: readonly Remark[] } {
  const unchanged = { interval, remarks: [] };
  if (interval === null || pValue === null || !(interval.low > 0)) return unchanged;
  if (!(pValue > Math.max(1 - interval.level, 1 / (permutations + 1)))) return unchanged;
  if (remarks.some((said) => said.code === "notLimited" && said.values.of !== "none")) return unchanged;
  if (continuous && !isCounted(remarks) && standardError !== null && nats > FAR * standardError)
    return unchanged;
  return {
    interval: { ...interval, low: 0 },
    remarks: [remark("intervalToZero", { low: interval.low, pValue })],
  };
}
