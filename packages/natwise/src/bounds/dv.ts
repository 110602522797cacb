import { bound } from "./bound.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Donsker-Varadhan representation of I(X; Y), in nats. With the exact partition term it is a lower bound. Estimated
 * from K M product pairs, the logarithm of that term is too small on average and the value too large, by an amount that
 * vanishes as K grows.
 *
 *   I = mean_i f(x_i, y_i) - log mean_ij e^f(x'_ij, y_i)
 *
 * @see donsker1983asymptotic; belghazi2018mine eq. 2 to 5
 */
export function dv() {
  return bound({
    name: "DV",
    title: "Donsker-Varadhan",
    summary: "the Donsker-Varadhan bound with a trained critic, its gradient followed as it is (1983)",
    formula: "E[f] - log E_prod[e^f]",
    references: ["donsker1983asymptotic", "belghazi2018mine"],
    unbiased: { value: false, gradient: false },
    value: ({ joint, product }) => joint.mean().sub(logMeanExp(product)),
  });
}
