import { type numpy as np, tree } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { mapTensors } from "../engine/mapTensors.ts";
import type { Optimiser, Params, Schedule } from "../types.ts";
import { schedules } from "./schedules.ts";

/**
 * Stochastic gradient descent with momentum:
 *
 *   v <- momentum v + g,   p <- p - learningRate schedule(t) v
 *
 * Without momentum nothing is carried but the steps taken.
 *
 * @param schedule factor of the learning rate; 1 by default
 * @throws RangeError for a learning rate that is not above 0, or momentum outside [0, 1)
 * @see polyak1964some
 */
export function sgd({
  learningRate,
  momentum = 0,
  schedule = schedules.constant(),
}: {
  learningRate: number;
  momentum?: number;
  schedule?: Schedule;
}): Optimiser {
  if (!(learningRate > 0)) throw new RangeError(`sgd: learningRate must be above 0, got ${learningRate}`);
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`sgd: momentum must be in [0, 1), got ${momentum}`);
  return {
    init: (params) => ({
      v: momentum === 0 ? {} : mapTensors(params, ({ shape }) => filled(0, shape)),
      t: filled(0, []),
    }),
    update(gradients, state, params) {
      const { v, t } = state as { v: Params; t: np.Array };
      const steps: Params =
        momentum === 0
          ? gradients
          : tree.map((velocity: np.Array, g: np.Array) => velocity.mul(momentum).add(g), v, gradients);
      const carried = { v: momentum === 0 ? v : tree.ref(steps), t: t.ref.add(1) };
      const rate = schedule(t).mul(learningRate);
      const next = tree.map((p: np.Array, step: np.Array) => p.sub(step.mul(rate.ref)), params, steps);
      rate.dispose();
      return [next, carried];
    },
  };
}
