import type { Bound } from "../types.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Donsker-Varadhan representation of I(X; Y), in nats. A lower bound with the exact partition term; from M K
 * product samples the logarithm of the mean is biased upwards, so the estimate is one only as K grows.
 *
 *   I = mean_i f(x_i, y_i) - log mean_ij e^f(x'_ij, y_i)
 *
 * @see donsker1983asymptotic; belghazi2018mine eq. 2 to 5
 */
export function dv(): Bound<"any", "none"> {
  return {
    name: "DV",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Donsker-Varadhan",
      formula: "E[f] - log E_prod[e^f]",
      unbiased: { value: false, gradient: false },
      batchDependent: false,
      variance: "high",
      references: ["donsker1983asymptotic", "belghazi2018mine"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const value = joint.mean().sub(logMeanExp(product));
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
