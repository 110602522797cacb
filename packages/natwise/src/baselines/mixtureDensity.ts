import type { numpy as np } from "@jax-js/jax";
import { columns } from "../critics/columns.ts";
import { mixtureLogDensity } from "../critics/mixtureLogDensity.ts";
import { mixtureStart } from "../critics/mixtureStart.ts";
import { filled } from "../engine/filled.ts";
import type { Baseline } from "../types.ts";

/**
 * A learned density with several modes, log q(y): a mixture of C normals with any means and covariances, fitted by
 * maximum likelihood. It begins near the standard normal.
 *
 *   log q(y) = log( 0.99 sum_c w_c N(y; m_c, s_c, L_c) + 0.01 N(y; 0, 1) )
 *
 * The last term bounds the loss of a held-out row. It assumes that y is standardised, as by `estimate`.
 *
 * @param components C
 * @throws RangeError for a number of components that is not a whole number above 0
 */
export function mixtureDensity({ components: C = 8 }: { components?: number } = {}): Baseline<"density"> {
  type P = { components: np.Array; mix: np.Array };
  return {
    name: "mixture density",
    kind: "density",
    init(seed, shapes) {
      const y = columns("mixtureDensity: y", shapes.y);
      return {
        params: {
          components: { data: mixtureStart(C, y, seed), shape: [C, 1, 1 + 2 * y] },
          mix: filled(0, [C, y, y]),
        },
        state: {},
      };
    },
    apply(params, _state, x, y) {
      x.dispose();
      const { components, mix } = params as P;
      return mixtureLogDensity(y, components, mix);
    },
  };
}
