import { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import type { Critic } from "../types.ts";
import { columns } from "./columns.ts";
import { mixtureLogDensity } from "./mixtureLogDensity.ts";
import { mixtureStart } from "./mixtureStart.ts";
import { initMlp } from "./mlp.ts";
import { ofMlp } from "./ofMlp.ts";

/**
 * A learned conditional density of several modes, f(x, y) = log q(y|x): a mixture density network. An MLP of x gives
 * the weights of C normals, their means and the scale of each coordinate; how the coordinates of a component are
 * correlated is the same everywhere. Fitted by climbing the log-likelihood. y must be continuous: the likelihood of
 * repeated values has no limit.
 *
 *   f(x, y) = log( 0.99 sum_c w_c(x) N(y; m_c(x), s_c(x), L_c) + 0.01 N(y; 0, 1) )
 *
 * The last term bounds what a row can cost that was not learned from; it takes for granted that y is standardised, as
 * `estimate` makes it.
 * It begins near the standard normal whatever x is, where `mixtureDensity` with as many components begins too.
 *
 * @param hidden     widths of the hidden layers
 * @param components C
 * @throws RangeError for a number of components that is not a whole number above 0
 * @see bishop1994mixture. Deviations: coordinates have scales of their own and are correlated; the standard normal.
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
      const layers = initMlp([x, ...hidden, start.length], random(seed, 1), { last: 0 });
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
