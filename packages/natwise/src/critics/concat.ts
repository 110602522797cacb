import { nn, numpy as np } from "@jax-js/jax";
import { random } from "../random.ts";
import type { Critic } from "../types.ts";
import { initMlp, type Layer, mlp } from "./mlp.ts";
import { rotations } from "./rotations.ts";

/**
 * f(x, y) = MLP([x, y]), the critic of the MINE paper: K x M negatives cost K x M evaluations.
 *
 * The first layer is linear in [x, y], so its two halves are applied to the rows of x and of y and added by
 * broadcasting: R + K products instead of R x K.
 *
 * @param hidden widths of the hidden layers
 * @see belghazi2018mine; poole2019variational, section 3.3 ("joint" critic)
 */
export function concat({ hidden = [256, 256] }: { hidden?: readonly number[] } = {}): Critic {
  if (!(hidden.length > 0)) throw new RangeError("concat: needs at least one hidden layer, got none");
  type P = { x: np.Array; y: np.Array; b: np.Array; rest: Layer<np.Array>[] };
  return {
    name: "concat",
    cost: "pairs",
    init(seed, dims) {
      const [{ w, b }, ...rest] = initMlp([dims.x + dims.y, ...hidden, 1], random(seed, 1), { last: 0 });
      const split = dims.x * hidden[0];
      return {
        x: { data: w.data.slice(0, split), shape: [dims.x, hidden[0]] },
        y: { data: w.data.slice(split), shape: [dims.y, hidden[0]] },
        b,
        rest,
      };
    },
    pairs(params, x, y) {
      const p = params as P;
      const [R] = x.shape;
      const [K] = y.shape;
      const left = np.matmul(x, p.x).reshape([R, 1, hidden[0]]);
      const right = np.matmul(y, p.y).add(p.b).reshape([1, K, hidden[0]]);
      return mlp(p.rest, nn.relu(left.add(right)).reshape([R * K, hidden[0]])).reshape([R, K]);
    },
    rotations(params, x, y, M) {
      const p = params as P;
      const [K] = x.shape;
      const right = rotations(np.matmul(y, p.y).add(p.b), M);
      const first = nn.relu(np.matmul(x, p.x).add(right)).reshape([(M + 1) * K, hidden[0]]);
      return mlp(p.rest, first).reshape([M + 1, K]);
    },
  };
}
