import type { Net } from "../types.ts";

/**
 * Gaussian noise: y = x + deviation e, e standard normal, the noise, of the row's shape. In evaluation, where `noise`
 * is null, nothing changes.
 *
 * @throws RangeError for a deviation that is negative or not finite
 */
export function gaussianNoise({ deviation }: { deviation: number }): Net {
  if (!(deviation >= 0 && deviation < Infinity))
    throw new RangeError(`gaussianNoise: deviation must be 0 or more and finite, got ${deviation}`);
  return {
    name: "gaussianNoise",
    init: (_seed, shape) => ({
      params: {},
      state: {},
      shape,
      noise: { normal: { kind: "normal", shape } },
    }),
    apply(_params, state, x, noise) {
      if (noise === null) return [x, state];
      return [x.add(noise.normal.mul(deviation)), state];
    },
  };
}
