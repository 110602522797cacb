import { bound } from "./bound.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * Leave-one-out upper bound on I(X; Y), in nats, given the true conditional p(y|x): the rate, with the mixture of the
 * other rows' conditionals as the marginal. More negatives make it tighter. A fitted conditional removes the guarantee;
 * it is fitted by maximum likelihood.
 *
 *   I = mean_i [ log p(y_i|x_i) - log mean_j p(y_i|x'_ij) ];   the gradient is that of the log-likelihood
 *
 * @param scores joint [K], product [K, M], all of them log p(y_i|x)
 * @see poole2019variational, section 2.5
 */
export function leaveOneOut() {
  return bound({
    name: "leave-one-out",
    title: "Leave-one-out upper bound",
    summary:
      "the known log p(y|x) less that of the mixture of the other rows' conditionals (Poole et al. 2019)",
    formula: "E[log p(y|x) - log mean_j p(y|x_j)], j over M others",
    references: ["poole2019variational"],
    guarantee: "upper",
    given: "critic",
    critic: "conditional",
    batchDependent: true,
    variance: "low",
    value: ({ joint, product }) => joint.sub(rowLogMeanExp(product)).mean(),
    objective: ({ joint }) => joint.mean(),
  });
}
