import { nn, type numpy as np } from "@jax-js/jax";

/** log mean e^scores over all elements, without overflow at any finite score. Consumes its argument. */
export function logMeanExp(scores: np.Array): np.Array {
  return nn.logsumexp(scores.reshape([-1]), 0).sub(Math.log(scores.size));
}
