import type { Bound } from "../types.ts";

/**
 * Contrastive log-ratio upper bound on I(X; Y), in nats, given the true conditional p(y|x). With a fitted q(y|x), which
 * is what the paper calls vCLUB, it may lie on either side. The conditional is fitted by maximum likelihood.
 *
 *   I = mean_i log p(y_i|x_i) - mean_ij log p(y_i|x'_ij);   the gradient is that of the log-likelihood
 *
 * Not tight: with the true conditional it exceeds I by KL(p(x) p(y) || p(x, y)), which for Gaussians grows without
 * limit much faster than I.
 *
 * @param scores joint [K], product [K, M], all of them log p(y_i|x)
 * @see cheng2020club, sections 3.1 and 3.2. Deviation: the second mean leaves out the pairs of the joint distribution.
 */
export function club(): Bound<"conditional", "none"> {
  return {
    name: "CLUB",
    guarantee: "upper",
    given: "critic",
    direction: "minimise",
    critic: "conditional",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Contrastive log-ratio upper bound",
      formula: "E[log p(y|x)] - E_prod[log p(y|x)]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "low",
      references: ["cheng2020club"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.ref.mean().sub(product.mean());
      return [{ value, objective: joint.mean() }, state];
    },
  };
}
