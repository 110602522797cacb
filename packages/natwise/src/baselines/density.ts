import type { numpy as np } from "@jax-js/jax";
import type { Baseline } from "../types.ts";

/**
 * A marginal density that is known, log p(y). Nothing is learned. It must be the density y was drawn from: that is
 * what BA's guarantee rests on.
 *
 * @param logDensity log p(y) of y [K, dy]: [K], in nats, in operations of jax-js
 */
export function density(logDensity: (y: np.Array) => np.Array): Baseline<"density"> {
  return {
    name: "density",
    kind: "density",
    exact: true,
    init: () => ({ params: {}, state: {} }),
    apply(_params, _state, x, y) {
      x.dispose();
      return logDensity(y);
    },
  };
}
