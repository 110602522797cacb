import type { numpy as np } from "@jax-js/jax";
import type { Critic } from "../types.ts";
import { everyPair } from "./everyPair.ts";
import { type Layer, mlp } from "./mlp.ts";

/**
 * `pairs` and `rotations` of a density of y with parameters given by an MLP of x, and a `mix` that does not depend on
 * x. The MLP is applied once to a row of x, whatever the number of pairs.
 *
 * @param rows log density of y [K, dy] from the MLP's values [K, ...] and the mix, row by row: [K]
 */
export function ofMlp(
  rows: (mix: np.Array, values: np.Array, y: np.Array) => np.Array,
): Pick<Critic, "cost" | "pairs" | "rotations"> {
  type P = { layers: Layer<np.Array>[]; mix: np.Array };
  const { cost, pairs, rotations } = everyPair((mix, values, y) => rows(mix as np.Array, values, y));
  return {
    cost,
    pairs(params, x, y) {
      const { layers, mix } = params as P;
      return pairs(mix, mlp(layers, x), y);
    },
    rotations(params, x, y, M) {
      const { layers, mix } = params as P;
      return rotations(mix, mlp(layers, x), y, M);
    },
  };
}
