import { numpy as np, tree } from "@jax-js/jax";
import { mapTensors } from "../engine/mapTensors.ts";
import type { Params, Tensor, Tensors } from "../types.ts";

/** First and second moments of the gradient, all parameters in one vector [P], and the number of steps taken. */
export type AdamState<T> = {
  readonly m: T;
  readonly v: T;
  readonly t: T;
};

/**
 * Adam (Kingma & Ba 2015, algorithm 1, with the corrections folded into the step size as section 2 suggests):
 *
 *   m <- b1 m + (1 - b1) g,   v <- b2 v + (1 - b2) g^2,   p <- p - a_t m / (sqrt(v) + e_t)
 *
 * The gradients of all parameters are laid into one vector, so that a step is a dozen operations whatever the
 * number of layers; an elementwise operation on a small tensor costs as much as its dispatch.
 */
export function adam({
  learningRate,
  b1 = 0.9,
  b2 = 0.999,
  epsilon = 1e-8,
}: {
  learningRate: number;
  b1?: number;
  b2?: number;
  epsilon?: number;
}) {
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
      const m = state.m.mul(b1).add(g.ref.mul(1 - b1));
      const v = state.v.mul(b2).add(np.square(g).mul(1 - b2));
      const gathered = np.sqrt(
        np
          .exp(t.ref.mul(Math.log(b2)))
          .mul(-1)
          .add(1),
      );
      const rate = gathered.ref.mul(learningRate).div(
        np
          .exp(t.ref.mul(Math.log(b1)))
          .mul(-1)
          .add(1),
      );
      const change = m.ref.mul(rate).div(np.sqrt(v.ref).add(gathered.mul(epsilon)));
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
