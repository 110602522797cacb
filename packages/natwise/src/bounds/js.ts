import { numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { jensenShannon } from "./jensenShannon.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * Reports NWJ's lower bound on I(X; Y), in nats, with a critic trained on the f-GAN bound of the Jensen-Shannon
 * divergence. That bound's gradient stays finite where e^f does not. Its best critic is log p(y|x)/p(y), one below
 * NWJ's, so the value is NWJ's at f + 1.
 *
 *   value      1 + mean_i f(x_i, y_i) - mean_ij e^f(x'_ij, y_i)
 *   gradient   of  -mean_i softplus(-f(x_i, y_i)) - mean_ij softplus(f(x'_ij, y_i))
 *
 * @param scores joint [K], product [K, M]
 * @see poole2019variational, section 2.6; nowozin2016fgan; hjelm2019learning
 */
export function js() {
  return bound({
    name: "JS",
    title: "Jensen-Shannon critic, NWJ value",
    summary:
      "a critic trained to distinguish joint from shuffled pairs, scored by NWJ's bound (Nowozin et al. 2016; Poole et al. 2019)",
    formula: "value 1 + E[f] - E_prod[e^f]; gradient -E[softplus(-f)] - E_prod[softplus(f)]",
    references: ["nowozin2016fgan", "hjelm2019learning", "poole2019variational"],
    value: ({ joint, product }) =>
      joint
        .mean()
        .add(1)
        .sub(np.exp(logMeanExp(product))),
    objective: ({ joint, product }) => jensenShannon(joint, product),
  });
}
