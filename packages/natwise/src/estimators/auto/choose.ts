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
  for (const one of ruled.slice(1)) {
    if (one.rule.role === "check") continue;
    const error = Math.hypot(best.candidate.standardError ?? 0, one.candidate.standardError ?? 0);
    if (one.candidate.nats - best.candidate.nats > Math.max(0.02, 2 * error)) best = one;
  }
  return best;
}
