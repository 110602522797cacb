import type { numpy as np } from "@jax-js/jax";
import type { Critic } from "../types.ts";
import { everyPair } from "./everyPair.ts";

/**
 * The best critic of a known distribution, without parameters. It shows a bound's own bias and variance.
 *
 *   f(x, y) = log p(y|x)/p(y) + offset
 *
 * @param logRatio log p(y|x)/p(y) of x [K, dx] with y [K, dy], row by row: [K], in nats, in jax-js operations
 * @param offset   the offset of the bound's best critic, `bound.offset`
 */
export function optimal(
  logRatio: (x: np.Array, y: np.Array) => np.Array,
  { offset = 0 }: { offset?: number } = {},
): Critic<"any"> {
  if (!Number.isFinite(offset)) throw new RangeError(`optimal: offset must be finite, got ${offset}`);
  return {
    name: "optimal",
    kind: "any",
    init: () => ({}),
    ...everyPair((_, x, y) => logRatio(x, y).add(offset)),
  };
}
