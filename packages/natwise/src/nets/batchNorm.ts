import { lax, numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import type { Net, Params } from "../types.ts";

/**
 * Batch normalisation, of each channel of [C, ...size] or each column of [C].
 *
 *   y = scale (x - m) / sqrt(v + epsilon) + shift,   scale [C], shift [C]
 *
 * In training m and v are the mean and the variance (divisor n) of the channel's n values in the batch, and the state
 * moves towards m and n v / (n - 1) by `rate`. In evaluation, where `noise` is null, they are the state's averages.
 *
 * @param rate weight of the newest batch in the running averages
 * @throws TypeError in training for a batch with a single value of a channel; RangeError for options out of range
 * @see ioffe2015batch. Deviation: the running averages decay instead of weighting all batches alike.
 */
export function batchNorm({ rate = 0.1, epsilon = 1e-5 }: { rate?: number; epsilon?: number } = {}): Net {
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`batchNorm: rate must be in (0, 1], got ${rate}`);
  if (!(epsilon > 0)) throw new RangeError(`batchNorm: epsilon must be above 0, got ${epsilon}`);
  return {
    name: "batchNorm",
    init(_seed, shape) {
      const channels = shape.map((n, i) => (i === 0 ? n : 1));
      return {
        params: { scale: filled(1, channels), shift: filled(0, channels) },
        state: { mean: filled(0, channels), variance: filled(1, channels) },
        shape,
        noise: {},
      };
    },
    apply({ scale, shift }: Params, state, x, noise) {
      if (noise === null) {
        const { mean, variance } = state;
        const factor = scale.div(np.sqrt(variance.ref.add(epsilon)));
        return [x.sub(mean.ref).mul(factor).add(shift), state];
      }
      const n = x.size / x.shape[1];
      if (n < 2)
        throw new TypeError(
          `batchNorm: training needs at least two values a channel, got a batch of [${x.shape.join(", ")}]`,
        );
      // Over all axes but the channels'; the batch's own axis goes, the others stay with size 1.
      const channels = x.shape.slice(1).map((size, i) => (i === 0 ? size : 1));
      const axes = x.shape.map((_, i) => i).filter((i) => i !== 1);
      const average = (values: np.Array) => np.mean(values, axes).reshape(channels);
      const mean = average(x.ref);
      const centred = x.sub(mean.ref);
      const variance = average(np.square(centred.ref));
      const next = {
        mean: moved(state.mean, mean, rate),
        variance: moved(state.variance, variance.ref.mul(n / (n - 1)), rate),
      };
      const factor = scale.div(np.sqrt(variance.add(epsilon)));
      return [centred.mul(factor).add(shift), next];
    },
  };
}

/** No gradient follows the averages: they are of use to later batches only. */
function moved(average: np.Array, newest: np.Array, rate: number): np.Array {
  return average.mul(1 - rate).add(lax.stopGradient(newest).mul(rate));
}
