import { numpy as np } from "@jax-js/jax";
import type { Net } from "../types.ts";
import { stateless } from "./stateless.ts";

/**
 * Activations, value by value. Each and its gradient are finite for any finite x; jax-js's own softplus, elu and
 * sigmoid (0.1.25) are not.
 *
 *   relu       max(x, 0)
 *   leakyRelu  x where x >= 0, else slope x
 *   elu        x where x >= 0, else alpha (e^x - 1)
 *   silu       x / (1 + e^-x)
 *   tanh
 *   sigmoid    1 / (1 + e^-x)
 *   softplus   log(1 + e^x)
 *
 * @see clevert2016fast (elu); elfwing2018sigmoid (silu)
 */
export const activations = {
  relu: (): Net => stateless("relu", (x) => np.maximum(x, 0)),
  leakyRelu: ({ slope = 0.2 }: { slope?: number } = {}): Net =>
    stateless("leakyRelu", (x) => np.where(x.ref.less(0), x.ref.mul(slope), x)),
  elu: ({ alpha = 1 }: { alpha?: number } = {}): Net =>
    stateless("elu", (x) => {
      const below = np.exp(np.minimum(x.ref, 0)).sub(1).mul(alpha);
      return np.where(x.ref.less(0), below, x);
    }),
  silu: (): Net => stateless("silu", (x) => np.tanh(x.ref.mul(0.5)).add(1).mul(0.5).mul(x)),
  tanh: (): Net => stateless("tanh", (x) => np.tanh(x)),
  sigmoid: (): Net => stateless("sigmoid", (x) => np.tanh(x.mul(0.5)).add(1).mul(0.5)),
  softplus: (): Net => stateless("softplus", (x) => np.logaddexp(x, 0)),
};
