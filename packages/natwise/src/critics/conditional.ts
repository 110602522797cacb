import type { numpy as np } from "@jax-js/jax";
import type { Critic } from "../types.ts";
import { everyPair } from "./everyPair.ts";

/**
 * A known conditional density, f(x, y) = log p(y|x), without parameters. With an encoder's own density TNCE and the
 * upper bounds are tractable. Their guarantees require the density that y was drawn from.
 *
 * @param logDensity log p(y|x) of x [K, dx] with y [K, dy], row by row: [K], in nats, in jax-js operations
 * @see poole2019variational, section 2.5
 */
export function conditional(logDensity: (x: np.Array, y: np.Array) => np.Array): Critic<"conditional"> {
  return {
    name: "conditional",
    kind: "conditional",
    exact: true,
    init: () => ({}),
    ...everyPair((_, x, y) => logDensity(x, y)),
  };
}
