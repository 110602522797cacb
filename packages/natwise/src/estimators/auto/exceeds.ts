import type { Check } from "../../types.ts";

/** Combined errors by which a candidate must exceed another to take its place. */
export const CHOSEN = 2;
/**
 * Combined errors at which a candidate that exceeds the reported one is mentioned. Errors of estimates on the same rows
 * are alike, so their combination overstates the error of the difference.
 */
export const SAID = 1.5;
/** A smaller difference does not matter, in nats. */
const LITTLE = 0.02;

/** Whether an estimate exceeds another by more than so many combined standard errors. */
export function exceeds(one: Check, other: Check, errors: number): boolean {
  const error = Math.hypot(one.standardError ?? 0, other.standardError ?? 0);
  return one.nats - other.nats > Math.max(LITTLE, errors * error);
}
