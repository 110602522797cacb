import { numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { jensenShannon } from "./jensenShannon.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Smoothed mutual information "lower-bound" estimator, in nats: DV's value with density ratios clipped to
 * [e^-tau, e^tau] in the partition term, a critic trained as in JS. Clipping bounds that term's variance by
 * (e^tau - e^-tau)^2 / 4n and biases it, so that nothing is guaranteed; tau = Infinity is DV's value.
 *
 *   value      mean_i f(x_i, y_i) - log mean_ij e^clip(f(x'_ij, y_i), -tau, tau)
 *   gradient   of  -mean_i softplus(-f(x_i, y_i)) - mean_ij softplus(f(x'_ij, y_i))
 *
 * @param tau    where ratios are clipped, in nats
 * @param scores joint [K], product [K, M]
 * @see song2020understanding
 */
export function smile({ tau = 5 }: { tau?: number } = {}): Bound<"any", "none"> {
  if (!(tau > 0)) throw new RangeError(`smile: tau must be above 0, got ${tau}`);
  return {
    name: "SMILE",
    guarantee: "none",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 0,
    traits: {
      title: "Smoothed mutual information lower-bound estimator",
      formula: "value E[f] - log E_prod[clip(e^f, e^-tau, e^tau)]; gradient as JS",
      unbiased: { value: false, gradient: true },
      batchDependent: false,
      variance: "low",
      references: ["song2020understanding"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product }, state) {
      const clipped = tau === Number.POSITIVE_INFINITY ? product.ref : np.clip(product.ref, -tau, tau);
      const value = joint.ref.mean().sub(logMeanExp(clipped));
      return [{ value, objective: jensenShannon(joint, product) }, state];
    },
  };
}
