import { numpy as np } from "@jax-js/jax";
import { childSeed } from "../nets/childSeed.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Critic, Net, Params, Shapes, Tensors } from "../types.ts";
import { columns } from "./columns.ts";
import { initMlp, type Layer, mlp } from "./mlp.ts";
import { ofNet } from "./ofNet.ts";
import { rotations } from "./rotations.ts";

/**
 * f(x, y) = g(x) . h(y) / sqrt(embed), with two nets into a shared space: all K x K pairs of a batch cost 2 K
 * evaluations. Deviation: the papers have no divisor. Without it the first scores, of about +-6, make e^f diverge in
 * NWJ and DV.
 *
 *     separable({ hidden: [64, 64], embed: 32 })    // two MLPs, of columns
 *     separable({ x: convNet, y: convNet })         // two nets, of rows of any shape, into rows [embed]
 *
 * The MLPs begin with g = 0, so all scores begin at zero. For the same with your own nets, give one of the two, not
 * both, the last layer `dense({ outputs: embed, gain: 0 })`.
 *
 * @param options.hidden widths of the hidden layers of g and of h
 * @param options.embed  dimensions of the shared space
 * @param options.x      g; without state and noise
 * @param options.y      h; without state and noise
 * @throws TypeError, on `init`, for rows that are not columns (MLPs), for nets with state or noise, and for nets with
 *   values of different shapes
 * @see poole2019variational; oord2018representation
 */
export function separable(
  options: { hidden?: readonly number[]; embed?: number } | { x: Net; y: Net } = {},
): Critic<"any"> {
  const { init, g, h } = "x" in options ? ofNets(options) : ofMlps(options);
  const embed = (params: Params, x: np.Array, y: np.Array) => {
    const left = g(params.g, x);
    return [left.mul(1 / Math.sqrt(left.shape[1])), h(params.h, y)];
  };
  return {
    name: "separable",
    kind: "any",
    cost: "rows",
    init,
    pairs(params, x, y) {
      const [left, right] = embed(params, x, y);
      return np.matmul(left, np.matrixTranspose(right));
    },
    rotations(params, x, y, M) {
      const [left, right] = embed(params, x, y);
      return rotations(left, M).mul(right).sum(2);
    },
  };
}

type Embedding = (params: Params, rows: np.Array) => np.Array;
type Embeddings = { g: Embedding; h: Embedding; init: (seed: number, shapes: Shapes) => Tensors };

function ofMlps({
  hidden = [64, 64],
  embed = 32,
}: {
  hidden?: readonly number[];
  embed?: number;
}): Embeddings {
  const apply: Embedding = (layers, rows) => mlp(layers as Layer<np.Array>[], rows);
  return {
    g: apply,
    h: apply,
    init(seed, shapes) {
      const draws = random(seed, streams.criticWeights);
      return {
        // Only one of the two may begin at zero: if both do, neither has a gradient.
        g: initMlp([columns("separable: x", shapes.x), ...hidden, embed], draws, { last: 0 }),
        h: initMlp([columns("separable: y", shapes.y), ...hidden, embed], draws),
      };
    },
  };
}

function ofNets({ x, y }: { x: Net; y: Net }): Embeddings {
  const g = ofNet("separable: the net of x", x);
  const h = ofNet("separable: the net of y", y);
  return {
    g: g.apply,
    h: h.apply,
    init(seed, shapes) {
      const left = g.init(childSeed(seed, 0), shapes.x);
      const right = h.init(childSeed(seed, 1), shapes.y);
      if (left.shape.length !== 1 || `${left.shape}` !== `${right.shape}`)
        throw new TypeError(
          `separable: the nets of x and y must make rows of one shape [embed], got [${left.shape.join(", ")}] and [${right.shape.join(", ")}]`,
        );
      return { g: left.params, h: right.params };
    },
  };
}
