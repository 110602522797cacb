import { nn, type numpy as np } from "@jax-js/jax";

/** log mean_j e^scores_ij of each row, [K, M] -> [K], without overflow at any finite score. Consumes its argument. */
export function rowLogMeanExp(scores: np.Array): np.Array {
  return nn.logsumexp(scores, 1).sub(Math.log(scores.shape[1]));
}
