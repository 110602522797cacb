import { jit, lax, type numpy as np, valueAndGrad } from "@jax-js/jax";
import { expect } from "vitest";
import { toArrays } from "../../src/engine/jaxEngine.ts";
import { leaves } from "../../src/engine/leaves.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { drawNoise } from "../../src/nets/drawNoise.ts";
import { random } from "../../src/rows/random.ts";
import type { Net, Params, Shape, Tensor, Tensors } from "../../src/types.ts";

/** Numbers in float64, row-major. */
export interface Doubles {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

// biome-ignore lint/suspicious/noExplicitAny: the structure is the net's own
export type Twin = (params: any, x: Doubles, noise: any, state: any) => Doubles;

const K = 3;

/**
 * A net's values against those of an independent twin in float64, and its gradients, compiled, with respect to parameters
 * and rows against central differences of the twin.
 */
export function checkNet(net: Net, shape: Shape, twin: Twin, { training = true } = {}) {
  const draws = random(7);
  const normal = (of: Shape): Tensor => ({
    data: Float32Array.from({ length: size(of) }, draws.normal),
    shape: of,
  });
  const start = net.init(1, shape);
  const params = mapTensors(start.params, (one) => normal(one.shape)) as Tensors;
  const state = mapTensors(start.state, ({ data, shape }) => ({
    data: (data as Float32Array).map(() => 0.5 + draws.uniform()),
    shape,
  })) as Tensors;
  const x = normal([K, ...shape]);
  const noise = training ? drawNoise(start.noise, draws, [K]) : null;
  const weights = normal([K, ...start.shape]);

  const f = (p: Params, rows: np.Array) => {
    const [y] = net.apply(p, toArrays(state), rows, noise && toArrays(noise));
    return [y.ref.mul(toArrays(weights)).sum(), lax.stopGradient(y)] as [np.Array, np.Array];
  };
  const [[total, y], [ofParams, ofX]] = jit(valueAndGrad(f, { argnums: [0, 1], hasAux: true }))(
    toArrays(params),
    toArrays(x),
  ) as unknown as [[np.Array, np.Array], [Params, np.Array]];
  total.dispose();

  const doubles = (tensors: Tensors) =>
    mapTensors(tensors, ({ data, shape }) => ({ data: Float64Array.from(data), shape }));
  const [p64, x64, noise64, state64] = [params, x, noise ?? {}, state].map(doubles);
  const value = () => twin(p64, x64 as unknown as Doubles, noise && noise64, state64);
  const expected = value();
  expect(y.shape).toEqual([K, ...start.shape]);
  expect(expected.shape).toEqual([K, ...start.shape]);
  close(y, expected.data);

  const objective = () => value().data.reduce((sum, v, i) => sum + v * weights.data[i], 0);
  const slopes = (tensors: unknown) =>
    leaves(tensors as Tensors).map(({ data }) =>
      Float64Array.from(data, (at, i) => {
        const h = 1e-6;
        data[i] = at + h;
        const above = objective();
        data[i] = at - h;
        const below = objective();
        data[i] = at;
        return (above - below) / (2 * h);
      }),
    );
  close(ofX, slopes(x64)[0]);
  const ours: np.Array[] = [];
  const walk = (tree: Params) => ("dtype" in tree ? ours.push(tree) : Object.values(tree).forEach(walk));
  walk(ofParams);
  slopes(p64).forEach((expected, i) => {
    close(ours[i], expected);
  });
}

/** Within float32 rounding of the largest: sums of a few hundred products. */
function close(found: np.Array, expected: Float64Array) {
  const values = found.reshape([-1]).js() as number[];
  expect(values.length).toBe(expected.length);
  const scale = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-3);
  values.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThan(3e-5 * scale);
  });
}

export function size(shape: Shape): number {
  return shape.reduce((product, n) => product * n, 1);
}
