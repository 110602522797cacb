import type { numpy as np } from "@jax-js/jax";
import { scores } from "../critics/scores.ts";
import type { Bound, BoundValue, Critic, Params, Tensors } from "../types.ts";

/** Mutual information as a term of anybody's loss. */
export interface MiTerm {
  readonly guarantee: Bound["guarantee"];
  init(seed: number, dims: { x: number; y: number }): { params: Tensors; state: Tensors };
  /**
   * The term of a batch x [K, dx], y [K, dy], in nats. Climb `objective` where I(X; Y) is wanted large; to make it
   * small, descend an upper bound: descending a lower one only loosens it. Consumes its arguments.
   */
  apply(params: Params, state: Params, x: np.Array, y: np.Array): [BoundValue, state: Params];
}

/**
 * A bound on the scores of a critic.
 *
 * @param negatives pairs from the product of the marginals a row; by default all others of the batch
 */
export function miTerm({
  bound,
  critic,
  negatives,
}: {
  bound: Bound;
  critic: Critic;
  negatives?: number;
}): MiTerm {
  return {
    guarantee: bound.guarantee,
    init: (seed, dims) => ({ params: critic.init(seed, dims), state: bound.init }),
    apply(params, state, x, y) {
      return bound.apply(scores(critic, params, x, y, negatives ?? x.shape[0] - 1), state);
    },
  };
}
