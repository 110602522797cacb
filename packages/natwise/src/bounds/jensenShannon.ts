import { numpy as np } from "@jax-js/jax";

/**
 * The log-likelihood of a classifier of joint against product pairs with the logit f: a scalar. Consumes its arguments.
 *
 *   -mean_i softplus(-joint_i) - mean_ij softplus(product_ij)
 */
export function jensenShannon(joint: np.Array, product: np.Array): np.Array {
  return np.logaddexp(joint.neg(), 0).mean().add(np.logaddexp(product, 0).mean()).neg();
}
