import { numpy as np } from "@jax-js/jax";
import { runtimeOne } from "../engine/runtimeOne.ts";
import type { Critic, Params, Scores } from "../types.ts";

/**
 * Scores of a batch x [K, ...x], y [K, ...y] with M negatives a row.
 *
 * The negatives of a row are the x of the next M rows, cyclically, and with M = K - 1 those of all other rows. The
 * batch is in random order, so this is a shuffle without fixed points. M = 1 is the MINE paper's. Consumes its
 * arguments.
 */
export function scores(critic: Critic, params: Params, x: np.Array, y: np.Array, M: number): Scores {
  const [K] = x.shape;
  if (!(Number.isInteger(M) && M >= 1 && M < K)) {
    throw new RangeError(`scores: negatives must be between 1 and K - 1 = ${K - 1}, got ${M}`);
  }
  const one = runtimeOne(x.ref);
  if (M === K - 1) {
    const { joint, product } = fromPairs(np.transpose(critic.pairs(params, x, y)));
    return { joint: joint.mul(one.ref), product: product.mul(one) };
  }
  const values = critic.rotations(params, x, y, M);
  return {
    joint: values.ref.slice(0).mul(one.ref),
    product: np.transpose(values.slice([1, M + 1])).mul(one),
  };
}

/**
 * All pairs [K, K], a row for each y -> joint [K], the diagonal; product [K, K - 1], the rest of each row. Consumes its
 * argument.
 */
export function fromPairs(pairs: np.Array): Scores {
  const [K] = pairs.shape;
  // In rows of K + 1, all elements before the last one start with a diagonal element; the rest of each row is
  // off-diagonal.
  const product = pairs.ref
    .reshape([K * K])
    .slice([0, K * K - 1])
    .reshape([K - 1, K + 1])
    .slice([], [1, K + 1])
    .reshape([K, K - 1]);
  return { joint: np.diagonal(pairs), product };
}
