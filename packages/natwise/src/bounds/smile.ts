import { numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { jensenShannon } from "./jensenShannon.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Smoothed mutual information "lower-bound" estimator, in nats: DV's value, with density ratios clipped to
 * [e^-tau, e^tau] in the partition term and a critic trained as in JS. Clipping limits the variance of that term to
 * (e^tau - e^-tau)^2 / 4n. It also biases it, so the value is no bound. At tau = Infinity it is DV's value.
 *
 *   value      mean_i f(x_i, y_i) - log mean_ij e^clip(f(x'_ij, y_i), -tau, tau)
 *   gradient   of  -mean_i softplus(-f(x_i, y_i)) - mean_ij softplus(f(x'_ij, y_i))
 *
 * @param tau    where log ratios are clipped, in nats
 * @param scores joint [K], product [K, M]
 * @see song2020understanding
 */
export function smile({ tau = 5 }: { tau?: number } = {}) {
  if (!(tau > 0)) throw new RangeError(`smile: tau must be above 0, got ${tau}`);
  return bound({
    name: "SMILE",
    title: "Smoothed mutual information lower-bound estimator",
    summary:
      "the Donsker-Varadhan value with clipped ratios and a critic trained as in JS (Song and Ermon 2020)",
    formula: "value E[f] - log E_prod[clip(e^f, e^-tau, e^tau)]; gradient as JS",
    references: ["song2020understanding"],
    guarantee: "none",
    direction: "maximise",
    unbiased: { value: false },
    variance: "low",
    value({ joint, product }) {
      const clipped = tau === Number.POSITIVE_INFINITY ? product : np.clip(product, -tau, tau);
      return joint.mean().sub(logMeanExp(clipped));
    },
    objective: ({ joint, product }) => jensenShannon(joint, product),
  });
}
