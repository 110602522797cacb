import { nn, numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";

/**
 * InfoNCE lower bound on I(X; Y), in nats; at most log(M + 1), the number of candidates a row.
 *
 *   I = mean_i [ f(x_i, y_i) - log mean_j e^f(x_i, y_j) ],   j over row i's own y and its M negatives
 *
 * A row's log-mean-exp is subtracted before averaging: averaging first loses digits at large scores.
 *
 * @param scores joint [K], product [K, M]
 * @see oord2018cpc; poole2019variational eq. 10
 */
export function infoNCE(): Bound {
  return {
    name: "InfoNCE",
    guarantee: "lower",
    ceiling: (M) => Math.log(M + 1),
    init: {},
    apply({ joint, product }, state) {
      const [K, M] = product.shape;
      const candidates = np.concatenate([joint.ref.reshape([K, 1]), product], 1);
      const value = joint
        .sub(nn.logsumexp(candidates, 1))
        .mean()
        .add(Math.log(M + 1));
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
