import { nn, numpy as np, tree } from "@jax-js/jax";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Critic, Net } from "../types.ts";
import { columns } from "./columns.ts";
import { concatNets } from "./concatNets.ts";
import { initMlp, type Layer, mlp } from "./mlp.ts";
import { rotations } from "./rotations.ts";

/**
 * Floats of the hidden layer in one block of rows. Blocks stay in the processor's second-level cache, where elementwise
 * passes over all R x K rows would go to memory; a step takes a seventh less time.
 */
const cached = 1 << 17;

/**
 * f(x, y) = net([x, y]), the critic of the MINE paper: K x M negatives cost K x M evaluations.
 *
 *     concat({ hidden: [64, 64] })            // an MLP, of columns
 *     concat({ net })                         // a net of [x, y], joined along the first axis, to rows [1]
 *     concat({ x: convNet, net })             // a net of [convNet(x), y]: convNet is applied once a row, not once a pair
 *
 * The MLP's first layer is linear in [x, y], so its two halves are applied to the rows of x and of y and added by
 * broadcasting: R + K products instead of R x K. It begins at zero; your own net does too if its last layer is
 * `dense({ outputs: 1, gain: 0 })`.
 *
 * @param options.hidden widths of the hidden layers
 * @param options.net    from a pair of rows to one value; without state and noise
 * @param options.x      applied to rows of x before `net`; without state and noise
 * @param options.y      applied to rows of y before `net`; without state and noise
 * @throws TypeError, on `init`, for rows that are not columns (MLP), for nets with state or noise, for rows that cannot
 *   be joined, and for a net with several values a row
 * @see belghazi2018mine; poole2019variational ("joint" critic)
 */
export function concat(
  options: { hidden?: readonly number[] } | { net: Net; x?: Net; y?: Net } = {},
): Critic<"any"> {
  if ("net" in options) return concatNets(options);
  const { hidden = [64, 64] } = options;
  if (!(hidden.length > 0)) throw new RangeError("concat: needs at least one hidden layer, got none");
  const [H] = hidden;
  type P = { x: np.Array; y: np.Array; b: np.Array; rest: Layer<np.Array>[] };
  return {
    name: "concat",
    kind: "any",
    cost: "pairs",
    init(seed, shapes) {
      const x = columns("concat: x", shapes.x);
      const y = columns("concat: y", shapes.y);
      const [{ w, b }, ...rest] = initMlp([x + y, ...hidden, 1], random(seed, streams.criticWeights), {
        last: 0,
      });
      const split = x * H;
      return {
        x: { data: w.data.slice(0, split), shape: [x, H] },
        y: { data: w.data.slice(split), shape: [y, H] },
        b,
        rest,
      };
    },
    pairs(params, x, y) {
      const p = params as P;
      const [R] = x.shape;
      const [K] = y.shape;
      const left = np.matmul(x, p.x);
      const right = np.matmul(y, p.y).add(p.b).reshape([1, K, H]);
      const rows = Math.max(1, Math.floor(cached / (K * H)));
      const blocks: np.Array[] = [];
      for (let from = 0; from < R; from += rows) {
        const to = Math.min(R, from + rows);
        const first = nn.relu(
          left.ref
            .slice([from, to])
            .reshape([to - from, 1, H])
            .add(right.ref),
        );
        blocks.push(mlp(tree.ref(p.rest), first.reshape([(to - from) * K, H])).reshape([to - from, K]));
      }
      tree.dispose([left, right, p.rest]);
      return blocks.length === 1 ? blocks[0] : np.concatenate(blocks, 0);
    },
    rotations(params, x, y, M) {
      const p = params as P;
      const [K] = x.shape;
      const left = rotations(np.matmul(x, p.x), M);
      const first = nn.relu(left.add(np.matmul(y, p.y).add(p.b))).reshape([(M + 1) * K, H]);
      return mlp(p.rest, first).reshape([M + 1, K]);
    },
  };
}
