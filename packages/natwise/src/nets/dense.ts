import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Net, Params } from "../types.ts";
import { heUniform } from "./heUniform.ts";

/**
 * An affine layer: [d] -> [outputs].
 *
 *   y = x w + b,   w [d, outputs], b [outputs]
 *
 * Weights begin uniform with variance gain / d, b at zero.
 *
 * @param gain 2 before a ReLU, 1 before no activation, 0 for values that begin at zero
 * @throws TypeError for rows of more or fewer axes than one; RangeError for outputs that are no whole number above 0
 * @see he2015delving
 */
export function dense({ outputs, gain = 2 }: { outputs: number; gain?: number }): Net {
  if (!(Number.isInteger(outputs) && outputs > 0))
    throw new RangeError(`dense: outputs must be a whole number above 0, got ${outputs}`);
  if (!(gain >= 0)) throw new RangeError(`dense: gain must be 0 or more, got ${gain}`);
  return {
    name: "dense",
    init(seed, shape) {
      if (shape.length !== 1)
        throw new TypeError(
          `dense: rows must have one axis [d], got [${shape.join(", ")}]; put flatten() before it`,
        );
      const [d] = shape;
      return {
        params: {
          w: heUniform(random(seed, streams.netWeights), d, gain, [d, outputs]),
          b: filled(0, [outputs]),
        },
        state: {},
        shape: [outputs],
        noise: {},
      };
    },
    apply({ w, b }: Params, state, x) {
      return [np.matmul(x, w).add(b), state];
    },
  };
}
