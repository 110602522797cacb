import { numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * The tractable unnormalised Barber-Agakov lower bound on I(X; Y), in nats, for any critic and any baseline a(y) > 0:
 * log Z <= Z/a + log a - 1, with equality at a = Z. Unbiased from any number of samples, with a variance that grows
 * like e^I. The baseline a = e gives NWJ; a moving average of Z gives MINE's gradient.
 *
 *   I = mean_i [ f(x_i, y_i) - log a(y_i) ] - mean_i [ mean_j e^f(x'_ij, y_i) / a(y_i) ] + 1
 *
 * @param scores joint [K], product [K, M], logBaseline [K]
 * @see poole2019variational, section 2.2; barber2003im
 */
export function tuba(): Bound<"any", "row"> {
  return {
    name: "TUBA",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "row",
    offset: 0,
    traits: {
      title: "Tractable unnormalised Barber-Agakov",
      formula: "E[f - log a(y)] - E_prod[e^f / a(y)] + 1",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "high",
      references: ["poole2019variational", "barber2003im"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product, logBaseline }, state) {
      const spread = np.exp(rowLogMeanExp(product).sub(logBaseline.ref)).mean();
      const value = joint.sub(logBaseline).mean().sub(spread).add(1);
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
