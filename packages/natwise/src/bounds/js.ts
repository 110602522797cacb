import { numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { jensenShannon } from "./jensenShannon.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Reports NWJ's lower bound on I(X; Y), in nats, with a critic trained on the f-GAN bound of the Jensen-Shannon
 * divergence, whose gradient does not blow up where e^f does. That divergence's best critic is log p(y|x)/p(y), one
 * below NWJ's: the value is NWJ's at f + 1.
 *
 *   value      1 + mean_i f(x_i, y_i) - mean_ij e^f(x'_ij, y_i)
 *   gradient   of  -mean_i softplus(-f(x_i, y_i)) - mean_ij softplus(f(x'_ij, y_i))
 *
 * @param scores joint [K], product [K, M]
 * @see poole2019variational, section 2.6; nowozin2016fgan; hjelm2019learning
 */
export function js(): Bound<"any", "none"> {
  return {
    name: "JS",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Jensen-Shannon critic, NWJ value",
      formula: "value 1 + E[f] - E_prod[e^f]; gradient -E[softplus(-f)] - E_prod[softplus(f)]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "high",
      references: ["nowozin2016fgan", "hjelm2019learning", "poole2019variational"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.ref
        .mean()
        .add(1)
        .sub(np.exp(logMeanExp(product.ref)));
      return [{ value, objective: jensenShannon(joint, product) }, state];
    },
  };
}
