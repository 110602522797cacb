import type { Net } from "../types.ts";
import { activations } from "./activations.ts";
import { dense } from "./dense.ts";
import { sequential } from "./sequential.ts";

/**
 * A multilayer perceptron, [d] -> [outputs]: dense layers with an activation between each two.
 *
 * @param hidden     widths of the hidden layers
 * @param activation between layers; a net of its own, such as `activations.tanh()`
 * @param gain       of the last layer: 0 for values that begin at zero
 */
export function mlp({
  hidden = [64, 64],
  outputs,
  activation = activations.relu(),
  gain = 1,
}: {
  hidden?: readonly number[];
  outputs: number;
  activation?: Net;
  gain?: number;
}): Net {
  return {
    ...sequential([
      ...hidden.flatMap((width) => [dense({ outputs: width }), activation]),
      dense({ outputs, gain }),
    ]),
    name: "mlp",
  };
}
