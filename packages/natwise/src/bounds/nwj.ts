import { numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Nguyen-Wainwright-Jordan lower bound on I(X; Y), in nats; also known as MINE-f and f-GAN KL. Unbiased for any number
 * of samples, with a variance that grows like e^I. The best critic is 1 + log p(y|x)/p(y).
 *
 *   I = mean_i f(x_i, y_i) - e^-1 mean_ij e^f(x'_ij, y_i)
 *
 * @see nguyen2010estimating; poole2019variational eq. 7; belghazi2018mine eq. 7
 */
export function nwj() {
  return bound({
    name: "NWJ",
    title: "Nguyen-Wainwright-Jordan (MINE-f, f-GAN KL)",
    summary: "the bound of Nguyen, Wainwright and Jordan with a trained critic, also known as MINE-f (2010)",
    formula: "E[f] - e^-1 E_prod[e^f]",
    references: ["nguyen2010estimating", "nowozin2016fgan", "belghazi2018mine"],
    offset: 1,
    value: ({ joint, product }) => joint.mean().sub(np.exp(logMeanExp(product).sub(1))),
  });
}
