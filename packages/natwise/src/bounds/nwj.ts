import { numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Nguyen-Wainwright-Jordan lower bound on I(X; Y), in nats; also known as MINE-f and f-GAN KL. Unbiased from any
 * number of samples, with a variance that grows like e^I. The best critic is 1 + log p(y|x)/p(y).
 *
 *   I = mean_i f(x_i, y_i) - e^-1 mean_ij e^f(x'_ij, y_i)
 *
 * @see nguyen2010estimating; poole2019variational eq. 7; belghazi2018mine eq. 7
 */
export function nwj(): Bound<"any", "none"> {
  return {
    name: "NWJ",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 1,
    traits: {
      title: "Nguyen-Wainwright-Jordan (MINE-f, f-GAN KL)",
      formula: "E[f] - e^-1 E_prod[e^f]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "high",
      references: ["nguyen2010estimating", "nowozin2016fgan", "belghazi2018mine"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.mean().sub(np.exp(logMeanExp(product).sub(1)));
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
