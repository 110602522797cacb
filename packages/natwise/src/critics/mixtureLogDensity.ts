import { nn, numpy as np } from "@jax-js/jax";
import { gaussianLogDensity } from "./gaussianLogDensity.ts";

/** Weight of the fixed standard normal. */
const fixed = 0.01;

/**
 * log density of y [N, d] under mixtures of C normals, one for each row or one for all: [N]. Consumes its arguments.
 *
 *   log q = log( 0.99 sum_c w_c N(y; mean_c, scale_c, mix_c) + 0.01 N(y; 0, 1) ),   w = softmax of the first column
 *
 * The standard normal limits the loss of a held-out row far from all components to log 100 above its loss under the
 * standard normal. Without that limit a single such row could outweigh a thousand others.
 *
 * @param components [C, N, 1 + 2 d] or [C, 1, 1 + 2 d]: log w_c up to a constant, the mean, the logarithms of the
 *   scales
 * @param mix [C, d, d], as `gaussianLogDensity` takes it
 */
export function mixtureLogDensity(y: np.Array, components: np.Array, mix: np.Array): np.Array {
  const d = y.shape[1];
  const [C, N] = components.shape;
  const [weight, mean, logScale] = np.split(components, [1, 1 + d], 2);
  const logWeight = nn.logSoftmax(weight.reshape([C, N]), 0);
  const standard = np
    .square(y.ref)
    .sum(1)
    .mul(-0.5)
    .sub(0.5 * d * Math.log(2 * Math.PI));
  const learned = nn.logsumexp(logWeight.add(gaussianLogDensity(y, mean, logScale, mix)), 0);
  return np.logaddexp(learned.add(Math.log(1 - fixed)), standard.add(Math.log(fixed)));
}
