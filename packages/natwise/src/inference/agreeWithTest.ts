import { type Remark, remark } from "../remarks.ts";
import type { Interval } from "../types.ts";

/** An estimate this many standard errors above zero is not explained by chance, whatever the test's statistic misses. */
const FAR = 5;

/**
 * The interval, extended to zero if the permutation test finds no dependence at its level.
 *
 * Under independence the test is exact, and the interval is not: an estimate may be biased by more than its error, given
 * other columns by neighbours that differ in them, and the error of counts is too small there. Only an estimate of
 * continuous columns, without given ones, that lies five standard errors above zero stands against the test, whose grid
 * of ranks misses fine patterns.
 *
 * @param options.continuous whether both sides are continuous and nothing is given
 */
export function agreeWithTest(
  {
    interval,
    nats,
    standardError,
  }: {
    readonly interval: Interval | null;
    readonly nats: number;
    readonly standardError: number | null;
  },
  { pValue, continuous }: { readonly pValue: number | null; readonly continuous: boolean },
): { readonly interval: Interval | null; readonly remarks: readonly Remark[] } {
  if (interval === null || pValue === null || !(interval.low > 0)) return { interval, remarks: [] };
  if (!(pValue > 1 - interval.level)) return { interval, remarks: [] };
  if (continuous && standardError !== null && nats > FAR * standardError) return { interval, remarks: [] };
  return {
    interval: { ...interval, low: 0 },
    remarks: [remark("intervalToZero", { low: interval.low, pValue })],
  };
}
