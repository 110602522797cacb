import type { Estimator } from "../../types.ts";
import type { Facts } from "./facts.ts";

/** When `auto` uses an estimator, and for what. */
interface RuleParts {
  /** The estimator's name in the result. Rules of one name share one estimate. */
  readonly name: string;
  /** When the rule applies, in words. */
  readonly when: string;
  applies(facts: Facts): boolean;
  estimator(facts: Facts): Estimator;
  /** Share of all work that is done after it; rules run in this order. 1 if absent. */
  share?(facts: Facts): number;
  /** Whether to skip the rule if its estimator refuses the data. */
  readonly optional?: boolean;
}

/** Its estimate may be reported, then with a reason, or only serves as a check. */
export type Rule = RuleParts &
  (
    | { readonly role: "report"; readonly reason: string }
    | { readonly role: "check"; readonly reason?: undefined }
  );
