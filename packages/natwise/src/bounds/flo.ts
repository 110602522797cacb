import { numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * Fenchel-Legendre optimisation: a lower bound on I(X; Y), in nats, for any critic f and any second function u(x, y)
 * of a pair, here the baseline. Unbiased from any number of samples. -log t >= 1 - u - t e^-u, with equality at
 * u = log t, is applied to each pair's t = Z(y) / e^f(x, y).
 *
 *   I = 1 - mean_i [ u(x_i, y_i) + e^-u(x_i, y_i) mean_j e^(f(x'_ij, y_i) - f(x_i, y_i)) ]
 *
 * Adding a function of y to f changes nothing. With u = log a(y) - f it is TUBA with the baseline a, and there the best
 * u lies: u*(x, y) = log Z(y) - f(x, y), which needs a baseline that sees both, `learned({ of: "pairs" })`.
 *
 * @param scores joint [K], product [K, M], logBaseline [K], which is u
 * @see guo2022tight. Deviation: there f and u are two heads of one network.
 */
export function flo(): Bound<"any", "pair"> {
  return {
    name: "FLO",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "pair",
    offset: 0,
    traits: {
      title: "Fenchel-Legendre optimisation",
      formula: "1 - E[u + e^-u E_x'[e^(f(x', y) - f(x, y))]], u(x, y) the baseline",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "high",
      references: ["guo2022tight"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product, logBaseline }, state) {
      const excess = np.exp(rowLogMeanExp(product).sub(joint).sub(logBaseline.ref));
      const value = logBaseline.add(excess).mean().neg().add(1);
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
