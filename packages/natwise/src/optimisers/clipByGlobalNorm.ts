import { numpy as np, tree } from "@jax-js/jax";
import type { Params, Wrapper } from "../types.ts";

/**
 * Gradients shortened to a norm of at most `limit`, all parameters' together, before the optimiser inside sees them:
 *
 *   g <- g limit / max(|g|, limit),   |g|^2 = the sum of squares over all parameters
 *
 *     chain(clipByGlobalNorm(1), adam({ learningRate: 1e-3 }))
 *
 * @throws RangeError for a limit that is not above 0
 * @see pascanu2013difficulty, algorithm 1
 */
export function clipByGlobalNorm(limit: number): Wrapper {
  if (!(limit > 0)) throw new RangeError(`clipByGlobalNorm: limit must be above 0, got ${limit}`);
  return (inner) => ({
    init: inner.init,
    update(gradients, state, params) {
      const squares = tree.leaves<np.Array>(tree.ref(gradients)).map((g) => np.square(g).sum());
      const norm = np.sqrt(squares.reduce((sum, square) => sum.add(square)));
      const factor = np.maximum(norm, limit).div(limit);
      const clipped: Params = tree.map((g: np.Array) => g.div(factor.ref), gradients);
      factor.dispose();
      return inner.update(clipped, state, params);
    },
  });
}
