import { numpy as np } from "@jax-js/jax";
import { childSeed } from "../nets/childSeed.ts";
import type { Critic, Net, Params, Shape } from "../types.ts";
import { everyPair } from "./everyPair.ts";
import { joined } from "./joined.ts";
import { ofNet } from "./ofNet.ts";

/** `concat` of nets: f(x, y) = net([g(x), h(y)]), with g and h the nets of x and y, by default the identity. */
export function concatNets({ net, x, y }: { net: Net; x?: Net; y?: Net }): Critic<"any"> {
  type P = { x: Params; y: Params; net: Params };
  const g = x && ofNet("concat: the net of x", x);
  const h = y && ofNet("concat: the net of y", y);
  const f = ofNet("concat: the net", net);
  const { cost, pairs, rotations } = everyPair((params, left, right) =>
    f.apply(params, np.concatenate([left, right], 1)).reshape([-1]),
  );
  const seen = (p: P, x: np.Array, y: np.Array) =>
    [p.net, g ? g.apply(p.x, x) : x, h ? h.apply(p.y, y) : y] as const;
  return {
    name: "concat",
    kind: "any",
    cost,
    init(seed, shapes) {
      const raw = (shape: Shape) => ({ params: {}, shape });
      const left = g ? g.init(childSeed(seed, 0), shapes.x) : raw(shapes.x);
      const right = h ? h.init(childSeed(seed, 1), shapes.y) : raw(shapes.y);
      const { params, shape } = f.init(
        childSeed(seed, 2),
        joined("concat", { x: left.shape, y: right.shape }),
      );
      if (shape.some((n) => n !== 1))
        throw new TypeError(`concat: the net must make one value of a row, got [${shape.join(", ")}]`);
      return { x: left.params, y: right.params, net: params };
    },
    pairs: (params, x, y) => pairs(...seen(params as P, x, y)),
    rotations: (params, x, y, M) => rotations(...seen(params as P, x, y), M),
  };
}
