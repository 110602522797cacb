import { numpy as np } from "@jax-js/jax";
import type { Baseline } from "../types.ts";

/**
 * a(y) = e^logA, the same for every row. With logA = 1, the default, TUBA is NWJ.
 *
 * @see poole2019variational, section 2.2
 */
export function constant({ logA = 1 }: { logA?: number } = {}): Baseline<"row"> {
  if (!Number.isFinite(logA)) throw new RangeError(`constant: logA must be finite, got ${logA}`);
  return {
    name: "constant",
    kind: "row",
    init: () => ({ params: {}, state: {} }),
    apply(_params, _state, x, y) {
      x.dispose();
      const [K] = y.shape;
      y.dispose();
      return np.full([K], logA);
    },
  };
}
