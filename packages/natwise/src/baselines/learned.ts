import { numpy as np } from "@jax-js/jax";
import { columns } from "../critics/columns.ts";
import { joined } from "../critics/joined.ts";
import { initMlp, type Layer, mlp } from "../critics/mlp.ts";
import { ofNet } from "../critics/ofNet.ts";
import { childSeed } from "../nets/childSeed.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Baseline, Net, Params } from "../types.ts";

/**
 * log a(y) = net(y), trained with the critic, or net([x, y]) of the row's own pair, as FLO's best baseline requires.
 * The net is an MLP of columns, or your own net of rows of any shape. The MLP begins at a = 1, the partition function
 * of a critic that is 0 everywhere.
 *
 * @param hidden widths of the MLP's hidden layers
 * @param net    in place of the MLP, to rows [1]; without state and noise
 * @param of     the net's argument: y, or a joined pair, which TUBA and I_alpha cannot use
 * @throws TypeError, on `init`, for rows that are not columns (MLP), for a net with state or noise, for pairs that
 *   cannot be joined, and for a net with several values a row
 * @see poole2019variational, section 2.2; guo2022tight
 */
export function learned<Of extends "y" | "pairs" = "y">({
  hidden = [64, 64],
  net,
  of = "y" as Of,
}: {
  hidden?: readonly number[];
  net?: Net;
  of?: Of;
} = {}): Baseline<Of extends "y" ? "row" : "pair"> {
  const kind = of === "y" ? "row" : "pair";
  const f = net && ofNet("learned: the net", net);
  const value = (params: Params, rows: np.Array) =>
    f ? f.apply(params, rows) : mlp(params as Layer<np.Array>[], rows);
  return {
    name: of === "y" ? "learned" : "learned of pairs",
    kind: kind as Of extends "y" ? "row" : "pair",
    init(seed, shapes) {
      const seen = of === "y" ? shapes.y : joined("learned", shapes);
      if (!f) {
        const widths = [columns("learned: its argument", seen), ...hidden, 1];
        return { params: initMlp(widths, random(seed, streams.baselineWeights), { last: 0 }), state: {} };
      }
      const { params, shape } = f.init(childSeed(seed, 3), seen);
      if (shape.some((n) => n !== 1))
        throw new TypeError(`learned: the net must make one value of a row, got [${shape.join(", ")}]`);
      return { params, state: {} };
    },
    apply(params, _state, x, y) {
      const [K] = y.shape;
      if (of === "pairs") return value(params, np.concatenate([x, y], 1)).reshape([K]);
      x.dispose();
      return value(params, y).reshape([K]);
    },
  };
}
