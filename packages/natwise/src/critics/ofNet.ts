import type { numpy as np } from "@jax-js/jax";
import type { Net, NetStart, Params, Shape } from "../types.ts";

/**
 * A net as a part of a critic or a baseline. It must be a function of its parameters and of each row alone, since a
 * score may not depend on other rows of the batch or on noise.
 *
 * @param where names the part in the error: "separable: the net of x"
 * @throws TypeError, on `init`, for a net with state or noise
 */
export function ofNet(where: string, net: Net) {
  return {
    init(seed: number, shape: Shape): Pick<NetStart, "params" | "shape"> {
      const { params, state, noise, shape: to } = net.init(seed, shape);
      if (!(empty(state) && empty(noise)))
        throw new TypeError(
          `${where} must have neither state nor noise, got ${net.name}; use layerNorm for batchNorm, and leave out dropout and gaussianNoise`,
        );
      return { params, shape: to };
    },
    /** Values of rows x [K, ...shape]. Consumes its arguments. */
    apply(params: Params, x: np.Array): np.Array {
      return net.apply(params, {}, x, null)[0];
    },
  };
}

/** Whether a tree has no leaves. */
function empty(tree: object): boolean {
  return Object.values(tree).every(
    (branch) => typeof branch === "object" && !ArrayBuffer.isView(branch) && empty(branch),
  );
}
