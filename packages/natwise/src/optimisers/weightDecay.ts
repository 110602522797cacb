import { type numpy as np, tree } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import type { Params, Schedule, Wrapper } from "../types.ts";
import { schedules } from "./schedules.ts";

/**
 * Decoupled weight decay: the inner optimiser's new parameters, less a share of the old ones.
 *
 *   p <- update(g, p) - rate schedule(t) p
 *
 * Unlike a penalty on |p|^2, the decay does not pass through Adam:
 *
 *     chain(weightDecay({ rate: 1e-5 }), adam({ learningRate: 1e-3 }))    // AdamW
 *
 * @param options.rate     share of a parameter lost in a step. Other libraries give a decay that is multiplied by the learning
 *   rate: theirs of .01 at a learning rate of .001 is a rate of 1e-5 here
 * @param options.schedule factor of the rate, as a rule the optimiser's own; 1 by default
 * @throws RangeError for a rate outside [0, 1)
 * @see loshchilov2019decoupled, algorithm 2
 */
export function weightDecay({
  rate,
  schedule = schedules.constant(),
}: {
  rate: number;
  schedule?: Schedule;
}): Wrapper {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`weightDecay: rate must be in [0, 1), got ${rate}`);
  return (inner) => ({
    init: (params) => ({ inner: inner.init(params), t: filled(0, []) }),
    update(gradients, state, params) {
      const { inner: carried, t } = state as { inner: Params; t: np.Array };
      const share = schedule(t.ref).mul(rate);
      const [next, after] = inner.update(gradients, carried, tree.ref(params));
      const decayed = tree.map((p: np.Array, old: np.Array) => p.sub(old.mul(share.ref)), next, params);
      share.dispose();
      return [decayed, { inner: after, t: t.add(1) }];
    },
  });
}
