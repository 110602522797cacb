import type { Bound } from "../types.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * The unnormalised Barber-Agakov bound with its partition function estimated from M negatives, in nats. With log Z(y)
 * known it is a lower bound, and the tightest here for a given critic; the logarithm of a mean of M is too small by
 * about Var[e^f / Z] / 2M, so that the estimate is too large by as much and guarantees nothing at a finite M. With a
 * critic that is log p(y|x) it is the leave-one-out upper bound, term by term. Never below DV on the same scores.
 *
 *   I = mean_i [ f(x_i, y_i) - log mean_j e^f(x'_ij, y_i) ]
 *
 * @param scores joint [K], product [K, M]
 * @see poole2019variational, section 2.2
 */
export function uba(): Bound<"any", "none"> {
  return {
    name: "UBA",
    guarantee: "none",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Unnormalised Barber-Agakov",
      formula: "E[f - log E_x[e^f(x, y)]]",
      unbiased: { value: false, gradient: false },
      batchDependent: false,
      variance: "high",
      references: ["poole2019variational", "barber2003im"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.sub(rowLogMeanExp(product)).mean();
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
