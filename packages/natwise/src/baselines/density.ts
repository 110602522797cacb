import type { numpy as np } from "@jax-js/jax";
import type { Baseline } from "../types.ts";

/**
 * A known marginal density, log p(y), without parameters. BA's guarantee requires the density that y was drawn from.
 *
 * @param logDensity log p(y) of y [K, dy]: [K], in nats, in jax-js operations
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
