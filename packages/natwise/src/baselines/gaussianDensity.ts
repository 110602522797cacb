import type { numpy as np } from "@jax-js/jax";
import { columns } from "../critics/columns.ts";
import { gaussianLogDensity } from "../critics/gaussianLogDensity.ts";
import { filled } from "../engine/filled.ts";
import type { Baseline } from "../types.ts";

/**
 * A learned normal density, log q(y), with any mean and covariance, fitted by maximum likelihood. It is the marginal of
 * the rate and of the difference of entropies. It begins as the standard normal, the Gaussian baseline of the paper.
 *
 * @see poole2019variational, section 2.5
 */
export function gaussianDensity(): Baseline<"density"> {
  type P = { mean: np.Array; logScale: np.Array; mix: np.Array };
  return {
    name: "gaussian density",
    kind: "density",
    init(_seed, shapes) {
      const y = columns("gaussianDensity: y", shapes.y);
      return {
        params: { mean: filled(0, [y]), logScale: filled(0, [y]), mix: filled(0, [y, y]) },
        state: {},
      };
    },
    apply(params, _state, x, y) {
      x.dispose();
      const { mean, logScale, mix } = params as P;
      return gaussianLogDensity(y, mean, logScale, mix);
    },
  };
}
