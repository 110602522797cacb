import { numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * The tractable unnormalised Barber-Agakov lower bound on I(X; Y), in nats, for any critic and any baseline a(y) > 0.
 * It rests on log Z <= Z/a + log a - 1, with equality at a = Z. Unbiased for any number of samples, with a variance
 * that grows like e^I. The baseline a = e gives NWJ; a moving average of Z gives MINE's gradient.
 *
 *   I = mean_i [ f(x_i, y_i) - log a(y_i) ] - mean_i [ mean_j e^f(x'_ij, y_i) / a(y_i) ] + 1
 *
 * @param scores joint [K], product [K, M], logBaseline [K]
 * @see poole2019variational, section 2.2; barber2003im
 */
export function tuba() {
  return bound({
    name: "TUBA",
    title: "Tractable unnormalised Barber-Agakov",
    summary:
      "the tractable unnormalised Barber-Agakov bound, with a trained critic and a trained baseline (Poole et al. 2019)",
    formula: "E[f - log a(y)] - E_prod[e^f / a(y)] + 1",
    references: ["poole2019variational", "barber2003im"],
    baseline: "row",
    value({ joint, product, logBaseline }) {
      const partition = np.exp(rowLogMeanExp(product).sub(logBaseline.ref)).mean();
      return joint.sub(logBaseline).mean().sub(partition).add(1);
    },
  });
}
