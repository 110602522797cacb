import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import type { Net, Params } from "../types.ts";

/**
 * Layer normalisation of each row, over all of its values:
 *
 *   y = scale (x - mean x) / sqrt(var x + epsilon) + shift,   scale and shift of the row's shape
 *
 * The variance has the divisor d of d values. Rows do not see one another, so that training and evaluation are the
 * same.
 *
 * @throws RangeError for an epsilon that is not above 0
 * @see ba2016layer
 */
export function layerNorm({ epsilon = 1e-5 }: { epsilon?: number } = {}): Net {
  if (!(epsilon > 0)) throw new RangeError(`layerNorm: epsilon must be above 0, got ${epsilon}`);
  return {
    name: "layerNorm",
    init: (_seed, shape) => ({
      params: { scale: filled(1, shape), shift: filled(0, shape) },
      state: {},
      shape,
      noise: {},
    }),
    apply({ scale, shift }: Params, state, x) {
      const row = x.shape.slice(1).map(() => 1);
      const axes = x.shape.slice(1).map((_, i) => i + 1);
      const average = (values: np.Array) => np.mean(values, axes).reshape([values.shape[0], ...row]);
      const centred = x.sub(average(x.ref));
      const deviation = np.sqrt(average(np.square(centred.ref)).add(epsilon));
      return [centred.div(deviation).mul(scale).add(shift), state];
    },
  };
}
