import type { Net } from "../types.ts";

/**
 * A residual connection round a net: y = x + f(x).
 *
 * @throws TypeError, on `init`, if f changes the shape of rows
 * @see he2016deep
 */
export function residual(net: Net): Net {
  return {
    name: `residual(${net.name})`,
    init(seed, shape) {
      const start = net.init(seed, shape);
      if (`${start.shape}` !== `${shape}`)
        throw new TypeError(
          `residual: the net must keep the shape [${shape.join(", ")}] of rows, got [${start.shape.join(", ")}] from ${net.name}`,
        );
      return start;
    },
    apply(params, state, x, noise) {
      const [y, next] = net.apply(params, state, x.ref, noise);
      return [x.add(y), next];
    },
  };
}
