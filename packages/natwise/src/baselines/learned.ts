import { numpy as np } from "@jax-js/jax";
import { columns } from "../critics/columns.ts";
import { joined } from "../critics/joined.ts";
import { initMlp, type Layer, mlp } from "../critics/mlp.ts";
import { ofNet } from "../critics/ofNet.ts";
import { childSeed } from "../nets/childSeed.ts";
import { random } from "../rows/random.ts";
import type { Baseline, Net, Params } from "../types.ts";

/**
 * log a(y) = net(y), trained with the critic, or net([x, y]) of the row's own pair, which FLO's best one needs. The net
 * is an MLP of columns, or your own of rows of any shape. The MLP begins at a = 1, the partition function of a critic that
 * tells nothing.
 *
 * @param hidden widths of the MLP's hidden layers
 * @param net    in place of the MLP, to rows [1]; without state and noise
 * @param of     what it sees: y, or both of a pair laid end to end, which TUBA and I_alpha cannot use
 * @throws TypeError, when begun, for rows that are not columns (MLP), for a net with state or noise, for pairs that cannot be
 *   laid end to end, and for a net of more values than one
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
        const widths = [columns("learned: what it sees", seen), ...hidden, 1];
        return { params: initMlp(widths, random(seed, 4), { last: 0 }), state: {} };
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
