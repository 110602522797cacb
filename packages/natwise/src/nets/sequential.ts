import type { Net, Noise, Params, Tensors, Tree } from "../types.ts";
import { childSeed } from "./childSeed.ts";

/**
 * Nets one after the other: y = f_n(... f_2(f_1(x))). Parameters, state and noise are lists, one entry a net; state and
 * noise without any arrays may be given as {}.
 *
 *     sequential([conv({ channels: 64, window: 4, stride: 2, padding: 1 }), relu(), flatten(), dense({ outputs: 1 })])
 *
 * @throws TypeError, on `init`, if a net cannot take the rows of the one before
 */
export function sequential(nets: readonly Net[]): Net {
  return {
    name: `sequential(${nets.map(({ name }) => name).join(", ")})`,
    init(seed, first) {
      const params: Tensors[] = [];
      const state: Tensors[] = [];
      const noise: Tree<Noise>[] = [];
      let shape = first;
      for (const [i, net] of nets.entries()) {
        const start = net.init(childSeed(seed, i), shape);
        params.push(start.params);
        state.push(start.state);
        noise.push(start.noise);
        shape = start.shape;
      }
      return { params, state, shape, noise };
    },
    apply(params, state, x, noise) {
      let y = x;
      const next = nets.map((net, i) => {
        const [values, carried] = net.apply(params[i], state[i] ?? {}, y, noise && (noise[i] ?? {}));
        y = values;
        return carried as Params;
      });
      return [y, next];
    },
  };
}
