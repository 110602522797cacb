import { numpy as np } from "@jax-js/jax";
import { initMlp, type Layer, mlp } from "../critics/mlp.ts";
import { random } from "../rows/random.ts";
import type { Baseline } from "../types.ts";

/**
 * log a(y) = MLP(y), trained with the critic, or MLP([x, y]) of the row's own pair, which FLO's best one needs. It
 * begins at a = 1, the partition function of a critic that tells nothing.
 *
 * @param hidden widths of the hidden layers
 * @param of     what it sees: y, or both of a pair, which TUBA and I_alpha cannot use
 * @see poole2019variational, section 2.2; guo2022tight
 */
export function learned<Of extends "y" | "pairs" = "y">({
  hidden = [64, 64],
  of = "y" as Of,
}: {
  hidden?: readonly number[];
  of?: Of;
} = {}): Baseline<Of extends "y" ? "row" : "pair"> {
  const kind = of === "y" ? "row" : "pair";
  return {
    name: of === "y" ? "learned" : "learned of pairs",
    kind: kind as Of extends "y" ? "row" : "pair",
    init: (seed, dims) => ({
      params: initMlp([of === "y" ? dims.y : dims.x + dims.y, ...hidden, 1], random(seed, 4), { last: 0 }),
      state: {},
    }),
    apply(params, _state, x, y) {
      const [K] = y.shape;
      if (of === "pairs") return mlp(params as Layer<np.Array>[], np.concatenate([x, y], 1)).reshape([K]);
      x.dispose();
      return mlp(params as Layer<np.Array>[], y).reshape([K]);
    },
  };
}
