import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Critic } from "../types.ts";
import { columns } from "./columns.ts";
import { gaussianLogDensity } from "./gaussianLogDensity.ts";
import { initMlp } from "./mlp.ts";
import { ofMlp } from "./ofMlp.ts";

/**
 * A learned normal conditional density, f(x, y) = log q(y|x). An MLP of x gives the mean and the scale of each
 * coordinate; the correlations do not depend on x. Fitted by maximum likelihood, as in BA, DoE, CLUB and the
 * leave-one-out bound. y must be continuous: the likelihood of repeated values is unbounded.
 *
 * It begins as the standard normal for any x.
 *
 * @param hidden widths of the hidden layers
 */
export function gaussianConditional({
  hidden = [64, 64],
}: {
  hidden?: readonly number[];
} = {}): Critic<"conditional"> {
  return {
    name: "gaussian conditional",
    kind: "conditional",
    init(seed, shapes) {
      const x = columns("gaussianConditional: x", shapes.x);
      const y = columns("gaussianConditional: y", shapes.y);
      return {
        layers: initMlp([x, ...hidden, 2 * y], random(seed, streams.criticWeights), { last: 0 }),
        mix: filled(0, [y, y]),
      };
    },
    ...ofMlp((mix, normal, y) => {
      const [N, d] = y.shape;
      const [mean, logScale] = np.split(normal, 2, 1);
      return gaussianLogDensity(y, mean.reshape([N, d]), logScale.reshape([N, d]), mix);
    }),
  };
}
