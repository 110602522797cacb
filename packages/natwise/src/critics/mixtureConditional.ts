import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Critic } from "../types.ts";
import { columns } from "./columns.ts";
import { mixtureLogDensity } from "./mixtureLogDensity.ts";
import { mixtureStart } from "./mixtureStart.ts";
import { initMlp } from "./mlp.ts";
import { ofMlp } from "./ofMlp.ts";

/**
 * A learned conditional density with several modes, f(x, y) = log q(y|x): a mixture density network. An MLP of x gives
 * the weights of C normals, their means and the scale of each coordinate; the correlations of a component do not depend
 * on x. Fitted by maximum likelihood. y must be continuous: the likelihood of repeated values is unbounded.
 *
 *   f(x, y) = log( 0.99 sum_c w_c(x) N(y; m_c(x), s_c(x), L_c) + 0.01 N(y; 0, 1) )
 *
 * The last term bounds the loss of a held-out row. It assumes that y is standardised, as by `estimate`. The density
 * begins near the standard normal for any x, at the same point as `mixtureDensity` with as many components.
 *
 * @param hidden     widths of the hidden layers
 * @param components C
 * @throws RangeError for a number of components that is not a whole number above 0
 * @see bishop1994mixture. Deviations: each coordinate has its own scale, coordinates are correlated, and the standard
 *   normal is added.
 */
export function mixtureConditional({
  hidden = [64, 64],
  components: C = 8,
}: {
  hidden?: readonly number[];
  components?: number;
} = {}): Critic<"conditional"> {
  return {
    name: "mixture conditional",
    kind: "conditional",
    init(seed, shapes) {
      const x = columns("mixtureConditional: x", shapes.x);
      const y = columns("mixtureConditional: y", shapes.y);
      const start = mixtureStart(C, y, seed);
      const layers = initMlp([x, ...hidden, start.length], random(seed, streams.criticWeights), { last: 0 });
      const [last] = layers.splice(-1);
      return {
        layers: [...layers, { ...last, b: { data: start, shape: [start.length] } }],
        mix: filled(0, [C, y, y]),
      };
    },
    ...ofMlp((mix, mixture, y) => {
      const [N, d] = y.shape;
      const components = mixture.reshape([N, C, 1 + 2 * d]);
      return mixtureLogDensity(y, np.transpose(components, [1, 0, 2]), mix);
    }),
  };
}
