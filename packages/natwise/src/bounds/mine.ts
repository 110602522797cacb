import { lax, numpy as np } from "@jax-js/jax";
import type { Tensor } from "../types.ts";
import { bound } from "./bound.ts";
import { logMeanExp } from "./logMeanExp.ts";

/**
 * MINE: reports the Donsker-Varadhan value and follows its gradient with the partition term divided by a moving
 * average over batches. That removes the bias that the logarithm of a mini-batch gives the gradient.
 *
 *   value      mean_i f_i - log mean_ij e^f_ij
 *   gradient   mean_i grad f_i - mean_ij (grad f_ij) e^f_ij / EMA[mean e^f]
 *
 * The average is kept as a logarithm and corrected for its start at zero.
 *
 * @param rate weight of the newest batch in the moving average
 * @see belghazi2018mine, section 3.2 and algorithm 1
 */
export function mine({ rate = 0.01 }: { rate?: number } = {}) {
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`mine: rate must be in (0, 1], got ${rate}`);
  return bound({
    name: "MINE",
    title: "Mutual information neural estimation",
    summary:
      "the Donsker-Varadhan bound with a trained critic, its gradient corrected by a moving average (Belghazi et al. 2018)",
    formula: "value E[f] - log E_prod[e^f]; gradient E[f] - E_prod[e^f] / EMA",
    references: ["belghazi2018mine"],
    unbiased: { value: false },
    init: { logAverage: scalar(-1e4), steps: scalar(0) },
    apply({ joint, product }, state) {
      const { logAverage, steps } = state as { logAverage: np.Array; steps: np.Array };
      const logPartition = logMeanExp(product);
      const meanJoint = joint.mean();
      const nextSteps = steps.add(1);
      const nextAverage = np.logaddexp(
        logAverage.add(Math.log1p(-rate) || 0),
        lax.stopGradient(logPartition.ref).add(Math.log(rate)),
      );
      // 1 - (1 - rate)^t: the total weight of the batches so far.
      const gathered =
        rate === 1
          ? np.onesLike(nextSteps.ref)
          : np
              .exp(nextSteps.ref.mul(Math.log1p(-rate)))
              .mul(-1)
              .add(1);
      const correction = np.log(gathered);
      const logEma = lax.stopGradient(nextAverage.ref.sub(correction));
      return [
        {
          value: meanJoint.ref.sub(logPartition.ref),
          objective: meanJoint.sub(np.exp(logPartition.sub(logEma))),
        },
        { logAverage: nextAverage, steps: nextSteps },
      ];
    },
  });
}

const scalar = (value: number): Tensor => ({ data: Float32Array.of(value), shape: [] });
