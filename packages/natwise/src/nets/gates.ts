import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import type { Net, Params } from "../types.ts";

/**
 * A factor for every column: [d] -> [d].
 *
 *   y = g x,   g [d]
 *
 * It adds nothing to what a net can be, since the next layer's weights could contain g. It changes what weight decay
 * does: a column's weights are products of g and w, both decay, and the sum of their squares is least at twice |g w|. So
 * the penalty is that of the group lasso, and columns that carry nothing are closed.
 *
 * @param start the first value of g: below one, columns open as they prove useful
 * @throws TypeError, on `init`, for rows of more or fewer axes than one; RangeError for a start that is not above 0
 * @see yuan2006model
 */
export function gates({ start = 0.3 }: { start?: number } = {}): Net {
  if (!(start > 0 && start < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `gates: start must be above 0 and finite, got ${start}; a closed gate has no gradient for what follows`,
    );
  return {
    name: "gates",
    init(_seed, shape) {
      if (shape.length !== 1)
        throw new TypeError(
          `gates: rows must have one axis [d], got [${shape.join(", ")}]; put flatten() before them`,
        );
      return { params: { g: filled(start, shape) }, state: {}, shape, noise: {} };
    },
    apply({ g }: Params, state, x) {
      return [np.multiply(x, g), state];
    },
  };
}
