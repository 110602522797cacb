import { nn, numpy as np } from "@jax-js/jax";

/**
 * mean_i [ joint_i - log mean_j e^s_ij ], where s_i is joint_i and the M scores product_i: a scalar. Consumes its
 * arguments.
 */
export function contrast(joint: np.Array, product: np.Array): np.Array {
  const [K, M] = product.shape;
  const candidates = np.concatenate([joint.ref.reshape([K, 1]), product], 1);
  return joint
    .sub(nn.logsumexp(candidates, 1))
    .mean()
    .add(Math.log(M + 1));
}
