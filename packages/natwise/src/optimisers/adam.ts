import { numpy as np, tree } from "@jax-js/jax";
import { mapTensors } from "../engine/mapTensors.ts";
import type { Params, Schedule, Tensor, Tensors } from "../types.ts";

/** Sums of the gradient and of its square, decaying, all parameters in one vector [P]; and the steps taken. */
export type AdamState<T> = {
  readonly m: T;
  readonly v: T;
  readonly t: T;
};

/**
 * Adam:
 *
 *   m <- b1 m + g,   v <- b2 v + g^2,   p <- p - a_t m / (sqrt(v) + e_t)
 *
 * The weights 1 - b1 and 1 - b2 of the paper's moving averages and its corrections for their start are scalars, and
 * stand in the step size a_t and in e_t: two passes over all parameters less.
 *
 * The gradients of all parameters are laid into one vector, so that a step is a dozen operations whatever the
 * number of layers; an elementwise operation on a small tensor costs as much as its dispatch.
 *
 * @param schedule factor of the learning rate; 1 by default
 * @throws RangeError for a learning rate that is not above 0
 * @see kingma2015adam, algorithm 1
 */
export function adam({
  learningRate,
  b1 = 0.9,
  b2 = 0.999,
  epsilon = 1e-8,
  schedule,
}: {
  learningRate: number;
  b1?: number;
  b2?: number;
  epsilon?: number;
  schedule?: Schedule;
}) {
  if (!(learningRate > 0)) throw new RangeError(`adam: learningRate must be above 0, got ${learningRate}`);
  return {
    init(params: Tensors): AdamState<Tensor> {
      let size = 0;
      mapTensors(params, ({ data }) => {
        size += data.length;
      });
      const zeros = (): Tensor => ({ data: new Float32Array(size), shape: [size] });
      return { m: zeros(), v: zeros(), t: { data: new Float32Array(1), shape: [] } };
    },
    /** Consumes its arguments. */
    update(gradients: Params, state: AdamState<np.Array>, params: Params): [Params, AdamState<np.Array>] {
      const [leaves, structure] = tree.flatten<np.Array>(params);
      const [slopes] = tree.flatten<np.Array>(gradients);
      const g = np.concatenate(
        slopes.map((slope) => slope.reshape([-1])),
        0,
      );
      const t = state.t.add(1);
      const m = state.m.mul(b1).add(g.ref);
      const v = state.v.mul(b2).add(np.square(g));
      // The averages are m (1 - b1) / (1 - b1^t) and v (1 - b2) / (1 - b2^t).
      const root = np.sqrt(
        np
          .exp(t.ref.mul(Math.log(b2)))
          .mul(-1)
          .add(1)
          .div(1 - b2),
      );
      const constant = root.ref.mul(learningRate * (1 - b1)).div(
        np
          .exp(t.ref.mul(Math.log(b1)))
          .mul(-1)
          .add(1),
      );
      const rate = schedule ? constant.mul(schedule(t.ref.sub(1))) : constant;
      const change = m.ref.mul(rate).div(np.sqrt(v.ref).add(root.mul(epsilon)));
      const sizes = leaves.map((leaf) => leaf.size);
      const parts = sizes.length === 1 ? [change] : np.split(change, cumulative(sizes));
      const next = leaves.map((leaf, i) => {
        const { shape } = leaf;
        return leaf.sub(parts[i].reshape(shape));
      });
      return [tree.unflatten(structure, next), { m, v, t }];
    },
  };
}

/** Where to cut: the running sums of all sizes but the last. */
function cumulative(sizes: readonly number[]): number[] {
  let sum = 0;
  return sizes.slice(0, -1).map((size) => (sum += size));
}
