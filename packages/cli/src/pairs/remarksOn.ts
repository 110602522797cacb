import type { PairAnswer } from "./askPairs.ts";

/** What stands beside a pair's numbers: why there are none, or that it is a copy and what could be wrong. */
export function remarksOn({ refused, copy, warnings }: PairAnswer, ofCopy: string): readonly string[] {
  if (refused !== null) return [refused];
  return copy ? [ofCopy, ...warnings] : warnings;
}
