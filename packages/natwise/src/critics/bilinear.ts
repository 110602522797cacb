import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import type { Critic } from "../types.ts";
import { columns } from "./columns.ts";
import { rotations } from "./rotations.ts";

/**
 * f(x, y) = x W y, the critic of contrastive predictive coding on representations: all pairs of a batch cost two matrix
 * products. On raw columns it detects only linear dependence, and it lacks the squares of a Gaussian's best critic.
 *
 * It begins at zero.
 *
 * @see oord2018representation eq. 3
 */
export function bilinear(): Critic<"any"> {
  type P = { w: np.Array };
  return {
    name: "bilinear",
    kind: "any",
    cost: "rows",
    init: (_seed, shapes) => ({
      w: filled(0, [columns("bilinear: x", shapes.x), columns("bilinear: y", shapes.y)]),
    }),
    pairs(params, x, y) {
      const { w } = params as P;
      return np.matmul(np.matmul(x, w), np.matrixTranspose(y));
    },
    rotations(params, x, y, M) {
      const { w } = params as P;
      return rotations(np.matmul(x, w), M).mul(y).sum(2);
    },
  };
}
