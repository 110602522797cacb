import type { Bound } from "../types.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * Leave-one-out upper bound on I(X; Y), in nats, given the true conditional p(y|x): the rate with the mixture of the
 * other rows' conditionals for a marginal. Tighter the more negatives there are. A fitted conditional leaves no
 * guarantee, and is fitted by maximum likelihood.
 *
 *   I = mean_i [ log p(y_i|x_i) - log mean_j p(y_i|x'_ij) ];   the gradient is that of the log-likelihood
 *
 * @param scores joint [K], product [K, M], all of them log p(y_i|x)
 * @see poole2019variational, section 2.5
 */
export function leaveOneOut(): Bound<"conditional", "none"> {
  return {
    name: "leave-one-out",
    guarantee: "upper",
    given: "critic",
    direction: "minimise",
    critic: "conditional",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Leave-one-out upper bound",
      formula: "E[log p(y|x) - log mean_j p(y|x_j)], j over M others",
      unbiased: { value: true, gradient: true },
      batchDependent: true,
      variance: "low",
      references: ["poole2019variational"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.ref.sub(rowLogMeanExp(product)).mean();
      return [{ value, objective: joint.mean() }, state];
    },
  };
}
