import type { numpy as np } from "@jax-js/jax";
import type { Net, Shape } from "../types.ts";

/**
 * A net without parameters, state and noise.
 *
 * @param apply values of a batch x [K, ...shape]
 * @param shape of a row of values, from that of a row of x
 */
export function stateless(
  name: string,
  apply: (x: np.Array) => np.Array,
  shape: (shape: Shape) => Shape = (same) => same,
): Net {
  return {
    name,
    init: (_seed, given) => ({ params: {}, state: {}, shape: shape(given), noise: {} }),
    apply: (_params, state, x) => [apply(x), state],
  };
}
