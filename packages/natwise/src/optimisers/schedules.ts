import { numpy as np } from "@jax-js/jax";
import type { Schedule } from "../types.ts";

/**
 * Schedules: the factor of the learning rate at step t = 0, 1, 2, ..., computed inside the step.
 *
 *   constant()                        1
 *   exponentialDecay({ rate, over })  rate^(t / over)
 *   cosine({ over, to })              to + (1 - to) (1 + cos(pi t / over)) / 2, and `to` after `over` steps
 *   warmup({ over, after })           (t + 1) / over in the first `over` steps, from then on after(t - over)
 *
 *     adam({ learningRate: 1e-3, schedule: schedules.warmup({ over: 100, after: schedules.cosine({ over: 5000 }) }) })
 *
 * @throws RangeError for numbers of steps that are not above 0 and factors outside [0, 1]
 * @see loshchilov2017sgdr (cosine, one period); goyal2017accurate (warmup)
 */
export const schedules = {
  constant,
  exponentialDecay({ rate, over }: { rate: number; over: number }): Schedule {
    if (!(rate > 0 && rate <= 1))
      throw new RangeError(`exponentialDecay: rate must be in (0, 1], got ${rate}`);
    checkSteps("exponentialDecay", over);
    return (step) => np.exp(step.mul(Math.log(rate) / over));
  },
  cosine({ over, to = 0 }: { over: number; to?: number }): Schedule {
    if (!(to >= 0 && to <= 1)) throw new RangeError(`cosine: to must be in [0, 1], got ${to}`);
    checkSteps("cosine", over);
    return (step) =>
      np
        .cos(np.minimum(step.div(over), 1).mul(Math.PI))
        .add(1)
        .mul((1 - to) / 2)
        .add(to);
  },
  warmup({ over, after = constant() }: { over: number; after?: Schedule }): Schedule {
    checkSteps("warmup", over);
    return (step) => np.minimum(step.ref.add(1).div(over), 1).mul(after(np.maximum(step.sub(over), 0)));
  },
};

function checkSteps(name: string, over: number) {
  if (!(over > 0 && over < Infinity))
    throw new RangeError(`${name}: over must be a number of steps above 0, got ${over}`);
}

function constant(): Schedule {
  return (step) => step.mul(0).add(1);
}
