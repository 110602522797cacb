import { numpy as np } from "@jax-js/jax";
import type { Critic } from "../types.ts";
import { rotations } from "./rotations.ts";

/**
 * `pairs` and `rotations` of a critic defined row by row. Every pair costs an evaluation.
 *
 * @param rows values of x [K, ...x] with y [K, ...y], row by row: [K]
 */
export function everyPair(
  rows: (params: Parameters<Critic["pairs"]>[0], x: np.Array, y: np.Array) => np.Array,
): Pick<Critic, "cost" | "pairs" | "rotations"> {
  return {
    cost: "pairs",
    pairs(params, x, y) {
      const [R, ...dx] = x.shape;
      const [K, ...dy] = y.shape;
      const left = np.broadcastTo(x.reshape([R, 1, ...dx]), [R, K, ...dx]).reshape([R * K, ...dx]);
      const right = np.broadcastTo(y.reshape([1, K, ...dy]), [R, K, ...dy]).reshape([R * K, ...dy]);
      return rows(params, left, right).reshape([R, K]);
    },
    rotations(params, x, y, M) {
      const [K, ...dx] = x.shape;
      const left = rotations(x, M).reshape([(M + 1) * K, ...dx]);
      return rows(params, left, np.tile(y, [M + 1, ...y.shape.slice(1).map(() => 1)])).reshape([M + 1, K]);
    },
  };
}
