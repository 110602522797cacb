import type { Estimator } from "../../types.ts";
import type { Facts } from "./facts.ts";

/** When an estimator is used, and what for. */
export interface Rule {
  /** Of the estimator, as it is reported. Rules of one name share one estimate. */
  readonly name: string;
  /** When it is used, in words. */
  readonly when: string;
  applies(facts: Facts): boolean;
  estimator(facts: Facts): Estimator;
  /** Whether its number may be reported, or only stands beside another. */
  readonly role: "report" | "check";
  /** Why it is reported, where it is. */
  readonly reason?: string;
  /** Share of the work that is done after it; rules run in this order. 1 where absent. */
  share?(facts: Facts): number;
  /** Whether it passes over data its estimator refuses. */
  readonly optional?: boolean;
}
