import { numpy as np } from "@jax-js/jax";
import { random } from "../rows/random.ts";
import type { Critic } from "../types.ts";
import { initMlp, type Layer, mlp } from "./mlp.ts";
import { rotations } from "./rotations.ts";

/**
 * f(x, y) = g(x) . h(y) / sqrt(embed), two MLPs into a shared space: all K x K pairs of a batch cost 2 K evaluations.
 * Deviation: the papers have no divisor; without it first scores of some +-6 make e^f diverge in NWJ and DV.
 *
 * @param hidden widths of the hidden layers of g and of h
 * @param embed  dimensions of the shared space
 * @see poole2019variational; oord2018representation
 */
export function separable({
  hidden = [64, 64],
  embed = 32,
}: {
  hidden?: readonly number[];
  embed?: number;
} = {}): Critic<"any"> {
  type P = { g: Layer<np.Array>[]; h: Layer<np.Array>[] };
  const scale = 1 / Math.sqrt(embed);
  return {
    name: "separable",
    kind: "any",
    cost: "rows",
    init(seed, dims) {
      const draws = random(seed, 1);
      return {
        // Only one of the two may begin at zero: where both do, neither has a gradient.
        g: initMlp([dims.x, ...hidden, embed], draws, { last: 0 }),
        h: initMlp([dims.y, ...hidden, embed], draws),
      };
    },
    pairs(params, x, y) {
      const { g, h } = params as P;
      return np.matmul(mlp(g, x).mul(scale), np.matrixTranspose(mlp(h, y)));
    },
    rotations(params, x, y, M) {
      const { g, h } = params as P;
      return rotations(mlp(g, x).mul(scale), M).mul(mlp(h, y)).sum(2);
    },
  };
}
