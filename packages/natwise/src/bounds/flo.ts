import { numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * Fenchel-Legendre optimisation: a lower bound on I(X; Y), in nats, for any critic f and any second function u(x, y)
 * of a pair, which is the baseline. Unbiased for any number of samples. It applies -log t >= 1 - u - t e^-u, with
 * equality at u = log t, to each pair's t = Z(y) / e^f(x, y).
 *
 *   I = 1 - mean_i [ u(x_i, y_i) + e^-u(x_i, y_i) mean_j e^(f(x'_ij, y_i) - f(x_i, y_i)) ]
 *
 * Adding a function of y to f changes nothing. With u = log a(y) - f it is TUBA with the baseline a. The best u is of
 * that form: u*(x, y) = log Z(y) - f(x, y). It needs a baseline that sees both sides, `learned({ of: "pairs" })`.
 *
 * @param scores joint [K], product [K, M], logBaseline [K] = u
 * @see guo2022tight. Deviation: there f and u are two heads of one network.
 */
export function flo() {
  return bound({
    name: "FLO",
    title: "Fenchel-Legendre optimisation",
    summary: "a trained critic and a trained second function of the pair (Guo et al. 2022)",
    formula: "1 - E[u + e^-u E_x'[e^(f(x', y) - f(x, y))]], u(x, y) the baseline",
    references: ["guo2022tight"],
    baseline: "pair",
    value({ joint, product, logBaseline }) {
      const excess = np.exp(rowLogMeanExp(product).sub(joint).sub(logBaseline.ref));
      return logBaseline.add(excess).mean().neg().add(1);
    },
  });
}
