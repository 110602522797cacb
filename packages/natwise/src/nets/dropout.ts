import { numpy as np } from "@jax-js/jax";
import type { Net } from "../types.ts";

/**
 * Dropout: in training every value is zero with probability `rate`, and else divided by 1 - rate, which keeps its mean.
 * In evaluation, where `noise` is null, nothing changes.
 *
 *   y = x [u >= rate] / (1 - rate),   u uniform on [0, 1), the noise, of the row's shape
 *
 * @throws RangeError for a rate outside [0, 1)
 * @see srivastava2014dropout. Deviation: the division stands in training and not in evaluation.
 */
export function dropout({ rate = 0.5 }: { rate?: number } = {}): Net {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: rate must be in [0, 1), got ${rate}`);
  return {
    name: "dropout",
    init: (_seed, shape) => ({
      params: {},
      state: {},
      shape,
      noise: { keep: { kind: "uniform", shape } },
    }),
    apply(_params, state, x, noise) {
      if (noise === null) return [x, state];
      return [np.where(noise.keep.less(rate), 0, x.mul(1 / (1 - rate))), state];
    },
  };
}
