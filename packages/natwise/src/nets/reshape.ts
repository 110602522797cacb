import type { Net, Shape } from "../types.ts";
import { stateless } from "./stateless.ts";

/**
 * Every row in another shape, its values in the same order: [784] -> [1, 28, 28].
 *
 * @throws TypeError for rows of another number of values
 */
export function reshape(to: Shape): Net {
  const size = (shape: Shape) => shape.reduce((product, n) => product * n, 1);
  return stateless(
    "reshape",
    (x) => x.reshape([x.shape[0], ...to]),
    (shape) => {
      if (size(shape) !== size(to))
        throw new TypeError(
          `reshape: rows must have the ${size(to)} values of [${to.join(", ")}], got [${shape.join(", ")}]`,
        );
      return to;
    },
  );
}
