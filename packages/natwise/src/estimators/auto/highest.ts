import { exceeds, SAID } from "./exceeds.ts";
import { type Candidate, type Facts, gaussianHolds, momentsHold } from "./facts.ts";

/**
 * The value up to which the interval of the reported estimate must extend, see `Found.highest`.
 *
 * - The interval covers the families' disagreement: a candidate above the reported one is included, with two standard
 *   errors if it exceeds the reported one beyond their errors. Those below are not, since all are biased low.
 * - The interval of a lower bound has an upper end only if it is the Gaussian's and that was found to fit, or if
 *   neighbours in few columns, which are no bound, reach it within two of their standard errors.
 */
export function highest(best: Candidate, candidates: readonly Candidate[], facts: Facts): number | null {
  const others = candidates.filter((one) => one !== best);
  const above = others.map((one) =>
    exceeds(one, best, SAID) ? one.nats + 2 * (one.standardError ?? 0) : one.nats,
  );
  const most = Math.max(best.nats, ...above);
  const fits = best.estimator === "Gaussian copula" && (gaussianHolds(facts) || momentsHold(facts));
  if (best.found.guarantee !== "lower" || fits) return most;
  const closing = others.filter(
    (one) =>
      facts.few &&
      one.found.guarantee === "none" &&
      one.found.curves.length === 0 &&
      one.nats + 2 * (one.standardError ?? 0) >= best.nats,
  );
  return closing.length === 0
    ? null
    : Math.max(most, ...closing.map(({ nats, standardError }) => nats + 2 * (standardError ?? 0)));
}
