import type { numpy as np } from "@jax-js/jax";
import type { Critic } from "../types.ts";
import { everyPair } from "./everyPair.ts";

/**
 * A conditional density that is known: f(x, y) = log p(y|x). Nothing is learned. An encoder's own density makes
 * TNCE and the upper bounds tractable. It must be the density y was drawn from: that is what their guarantees rest on.
 *
 * @param logDensity log p(y|x) of x [K, dx] with y [K, dy], row by row: [K], in nats, in operations of jax-js
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
