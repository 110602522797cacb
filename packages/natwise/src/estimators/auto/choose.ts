import { CHOSEN, exceeds } from "./exceeds.ts";
import type { Candidate } from "./facts.ts";
import type { Rule } from "./rule.ts";

/** A candidate and its rule. */
export interface Ruled {
  readonly rule: Rule;
  readonly candidate: Candidate;
}

/** The first candidate, unless a later one that may be reported exceeds it by more than their combined error. */
export function choose(ruled: readonly Ruled[]): Ruled {
  let [best] = ruled;
  for (const one of ruled.slice(1))
    if (one.rule.role === "report" && exceeds(one.candidate, best.candidate, CHOSEN)) best = one;
  return best;
}
