import { lax, numpy as np } from "@jax-js/jax";
import { logMeanExp } from "../bounds/logMeanExp.ts";
import type { Baseline } from "../types.ts";

/**
 * a = the moving average of mean_ij e^f over the batches before this one, beginning with 1, kept as a logarithm.
 * A batch is not part of its own baseline, so TUBA with it remains a lower bound. Its gradient is then MINE's, one
 * batch late.
 *
 * @param rate weight of the newest batch
 * @see belghazi2018mine, section 3.2; poole2019variational, section 2.2
 */
export function movingAverage({ rate = 0.01 }: { rate?: number } = {}): Baseline<"row"> {
  if (!(rate > 0 && rate < 1)) throw new RangeError(`movingAverage: rate must be in (0, 1), got ${rate}`);
  return {
    name: "moving average",
    kind: "row",
    init: () => ({ params: {}, state: { logAverage: { data: new Float32Array(1), shape: [] } } }),
    apply(_params, state, x, y) {
      x.dispose();
      const [K] = y.shape;
      y.dispose();
      const { logAverage } = state as { logAverage: np.Array };
      return np.broadcastTo(logAverage.reshape([1]), [K]);
    },
    next(state, { joint, product }) {
      joint.dispose();
      const { logAverage } = state as { logAverage: np.Array };
      return {
        logAverage: np.logaddexp(
          logAverage.add(Math.log1p(-rate)),
          lax.stopGradient(logMeanExp(product)).add(Math.log(rate)),
        ),
      };
    },
  };
}
