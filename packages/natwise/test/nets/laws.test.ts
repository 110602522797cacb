import { readdirSync, readFileSync } from "node:fs";
import { grad, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { leaves } from "../../src/engine/leaves.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { drawNoise } from "../../src/nets/drawNoise.ts";
import { nets } from "../../src/nets/index.ts";
import { references } from "../../src/references.ts";
import { random } from "../../src/rows/random.ts";
import type { Net, Tensor } from "../../src/types.ts";
import { size } from "./checkNet.ts";

await startJax();

const { dense, conv, convTranspose, batchNorm, dropout, sequential, residual, reshape, mlp, relu } = nets;
const normals = (seed: number, shape: readonly number[]): Tensor => ({
  data: Float32Array.from({ length: size(shape) }, random(seed).normal),
  shape,
});
const flat = (y: np.Array) => y.reshape([-1]).js() as number[];

describe("nets", () => {
  it("one after the other, of one net, are that net", () => {
    const net = conv({ channels: 2, window: 3 });
    const start = net.init(1, [1, 5, 5]);
    const x = normals(2, [3, 1, 5, 5]);
    const [alone] = net.apply(toArrays(start.params), {}, toArrays(x), {});
    const [inside] = sequential([net]).apply([toArrays(start.params)], {}, toArrays(x), {});
    expect(flat(inside)).toEqual(flat(alone));
    expect(sequential([net]).init(1, [1, 5, 5]).shape).toEqual(start.shape);
  });

  it("led round, add the rows", () => {
    const net = dense({ outputs: 4 });
    const { params } = net.init(1, [4]);
    const x = normals(2, [3, 4]);
    const alone = flat(net.apply(toArrays(params), {}, toArrays(x), {})[0]);
    const found = flat(residual(net).apply(toArrays(params), {}, toArrays(x), {})[0]);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(alone[i] + x.data[i], 5);
    });
  });

  it("of one shape begin with different weights, and with the same from the same seed", () => {
    const net = sequential([
      dense({ outputs: 4 }),
      sequential([dense({ outputs: 4 }), dense({ outputs: 4 })]),
    ]);
    const weights = leaves(net.init(3, [4]).params).filter(({ shape }) => shape.length === 2);
    expect(new Set(weights.map(({ data }) => data[0])).size).toBe(3);
    expect(net.init(3, [4])).toEqual(net.init(3, [4]));
    expect(net.init(4, [4])).not.toEqual(net.init(3, [4]));
  });

  it("keep the size of values through layers with ReLUs", () => {
    const net = sequential([
      ...[conv({ channels: 64, window: 3, padding: 1 }), relu()],
      ...[conv({ channels: 64, window: 3, padding: 1 }), relu()],
      ...[convTranspose({ channels: 64, window: 4, stride: 2, padding: 1 }), relu()],
      ...[nets.flatten(), dense({ outputs: 500 })],
    ]);
    const start = net.init(1, [8, 6, 6]);
    const [y] = net.apply(toArrays(start.params), {}, toArrays(normals(2, [20, 8, 6, 6])), {});
    // Gain 2 keeps the mean square before each activation at twice the one at the beginning; borders lose some of it.
    const square = flat(y).reduce((sum, v) => sum + v * v, 0) / 10_000;
    expect(square).toBeGreaterThan(0.8);
    expect(square).toBeLessThan(3);
  });
});

describe("dropout", () => {
  it("keeps the mean, and zeros as many values as it says", () => {
    const net = dropout({ rate: 0.25 });
    const K = 40_000;
    const { noise } = net.init(0, [1]);
    const [y] = net.apply({}, {}, np.ones([K, 1]), toArrays(drawNoise(noise, random(3), [K])));
    const values = flat(y);
    // A value has the standard deviation sqrt(.25 / .75); four standard errors of the mean of 40,000.
    expect(Math.abs(values.reduce((sum, v) => sum + v, 0) / K - 1)).toBeLessThan(
      (4 * Math.sqrt(1 / 3)) / 200,
    );
    const zeros = values.filter((v) => v === 0).length / K;
    expect(Math.abs(zeros - 0.25)).toBeLessThan((4 * Math.sqrt(0.25 * 0.75)) / 200);
  });
});

describe("batchNorm", () => {
  it("in training gives every channel mean 0 and deviation 1", () => {
    const net = batchNorm();
    const { params, state } = net.init(0, [3, 4, 4]);
    const x = normals(1, [10, 3, 4, 4]);
    const shifted = toArrays(x).mul(7).add(5);
    const [y] = net.apply(toArrays(params), toArrays(state), shifted, {});
    const values = y.js() as number[][][][];
    for (let c = 0; c < 3; c++) {
      const channel = values.flatMap((row) => row[c].flat());
      const mean = channel.reduce((sum, v) => sum + v, 0) / channel.length;
      const square = channel.reduce((sum, v) => sum + v * v, 0) / channel.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(square).toBeCloseTo(1, 4);
    }
  });

  it("carries averages that approach the batches' own, and in evaluation uses and keeps them", () => {
    const net = batchNorm({ rate: 0.5 });
    const start = net.init(0, [1]);
    const x = np.array([1, 2, 3, 6]).reshape([4, 1]);
    const [, once] = net.apply(toArrays(start.params), toArrays(start.state), x.ref, {});
    // Mean 3, variance 14 / 4 with the divisor n, 14 / 3 with n - 1; from 0 and 1 half way.
    expect(flat(once.mean.ref)[0]).toBeCloseTo(1.5, 6);
    expect(flat(once.variance.ref)[0]).toBeCloseTo((1 + 14 / 3) / 2, 6);
    const [y, same] = net.apply(toArrays(start.params), once, x, null);
    expect(flat(same.mean)[0]).toBeCloseTo(1.5, 6);
    expect(flat(y)[3]).toBeCloseTo(4.5 / Math.sqrt((1 + 14 / 3) / 2 + 1e-5), 5);
  });

  it("lets no gradient through its averages", () => {
    const net = batchNorm();
    const { params, state } = net.init(0, [1]);
    const slope = grad((x: np.Array) => {
      const [, next] = net.apply(toArrays(params), toArrays(state), x, {});
      return next.mean.add(next.variance).sum();
    })(np.array([1, 2, 4]).reshape([3, 1]));
    expect(flat(slope)).toEqual([0, 0, 0]);
  });
});

describe("convTranspose", () => {
  it.each([
    { window: 4, stride: 2, padding: 1, from: [2, 6, 8] },
    { window: [3, 2], stride: [1, 3], padding: [0, 1], from: [2, 5, 6] },
    { window: 3, stride: 2, padding: 1, from: [2, 9] },
    { window: 2, stride: 2, padding: 0, from: [2, 4, 2, 6] },
  ])(
    "is the adjoint of the convolution of the same weights: $window, $stride, $padding, $from",
    (options) => {
      const { from, ...rest } = options;
      const down = conv({ channels: 3, ...rest });
      const up = convTranspose({ channels: 2, ...rest });
      const start = down.init(1, from);
      expect(up.init(1, start.shape).shape).toEqual(from);
      const u = normals(2, [4, ...from]);
      const y = normals(3, [4, ...start.shape]);
      const w = (start.params as { w: Tensor }).w;
      const zero = np.zeros([1]);
      const apply = (net: Net, x: Tensor) =>
        flat(net.apply({ w: toArrays(w), b: zero.ref }, {}, toArrays(x), {})[0]);
      const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);
      const left = inner(apply(down, u), y.data);
      expect(Math.abs(left - inner(u.data, apply(up, y)))).toBeLessThan(1e-4 * Math.abs(left));
    },
  );
});

describe("activations", () => {
  it("and their gradients are finite for any x that is", () => {
    const x = [-1e30, -1e4, -100, -20, 0, 20, 100, 1e4, 1e30];
    for (const name of ["relu", "leakyRelu", "elu", "silu", "tanh", "sigmoid", "softplus"] as const) {
      const f = (rows: np.Array) => nets[name]().apply({}, {}, rows, {})[0];
      const found = [...flat(f(np.array(x))), ...flat(grad((rows: np.Array) => f(rows).sum())(np.array(x)))];
      expect(found.filter((v) => !Number.isFinite(v))).toEqual([]);
    }
  });
});

describe("drawNoise", () => {
  it("draws what a net takes with the axes in front, the same from the same seed", () => {
    const net = sequential([dense({ outputs: 3 }), dropout(), nets.gaussianNoise({ deviation: 1 })]);
    const { noise } = net.init(0, [2]);
    const drawn = drawNoise(noise, random(1), [5, 4]);
    expect(mapTensors(drawn, ({ shape }) => shape)).toEqual([{}, { keep: [5, 4, 3] }, { normal: [5, 4, 3] }]);
    expect(drawNoise(noise, random(1), [5, 4])).toEqual(drawn);
    const [keep, normal] = leaves(drawn).map(({ data }) => data);
    expect(keep.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(normal.some((e) => e < 0)).toBe(true);
  });
});

describe("nets refuse", () => {
  it.each<[string, () => unknown]>([
    [
      "dense: rows must have one axis [d], got [1, 28, 28]; put flatten() before it",
      () => dense({ outputs: 1 }).init(0, [1, 28, 28]),
    ],
    ["dense: outputs must be a whole number above 0, got 0", () => dense({ outputs: 0 })],
    ["dense: gain must be 0 or more, got NaN", () => dense({ outputs: 1, gain: Number.NaN })],
    ["conv: channels must be a whole number above 0, got 1.5", () => conv({ channels: 1.5, window: 1 })],
    ["conv: gain must be 0 or more, got -1", () => conv({ channels: 1, window: 1, gain: -1 })],
    [
      "conv: rows must be [channels, ...size] with one to three axes of size, got [784]; put reshape() before it",
      () => conv({ channels: 1, window: 1 }).init(0, [784]),
    ],
    [
      "conv: window must have a number for each of 2 axes, got [3]",
      () => conv({ channels: 1, window: [3] }).init(0, [1, 5, 5]),
    ],
    [
      "conv: stride must be a whole number of at least 1, got 0",
      () => conv({ channels: 1, window: 3, stride: 0 }).init(0, [1, 5, 5]),
    ],
    [
      "conv: padding must be a whole number of at least 0, got -1",
      () => conv({ channels: 1, window: 3, padding: -1 }).init(0, [1, 5, 5]),
    ],
    [
      "conv: rows must be at least as large as the window [6, 6], got [1, 5, 5] and padding 0, 0",
      () => conv({ channels: 1, window: 6 }).init(0, [1, 5, 5]),
    ],
    [
      "convTranspose: channels must be a whole number above 0, got 0",
      () => convTranspose({ channels: 0, window: 1 }),
    ],
    [
      "convTranspose: gain must be 0 or more, got -1",
      () => convTranspose({ channels: 1, window: 1, gain: -1 }),
    ],
    [
      "convTranspose: rows must be [channels, ...size] with one to three axes of size, got [784]; put reshape() before it",
      () => convTranspose({ channels: 1, window: 1 }).init(0, [784]),
    ],
    [
      "convTranspose: padding must leave something of the rows, got [1, 1, 1] and padding 1, 1",
      () => convTranspose({ channels: 1, window: 2, padding: 1 }).init(0, [1, 1, 1]),
    ],
    ["batchNorm: rate must be in (0, 1], got 0", () => batchNorm({ rate: 0 })],
    ["batchNorm: epsilon must be above 0, got 0", () => batchNorm({ epsilon: 0 })],
    ["layerNorm: epsilon must be above 0, got -1", () => nets.layerNorm({ epsilon: -1 })],
    ["dropout: rate must be in [0, 1), got 1", () => dropout({ rate: 1 })],
    [
      "gaussianNoise: deviation must be 0 or more and finite, got -1",
      () => nets.gaussianNoise({ deviation: -1 }),
    ],
    [
      "gates: rows must have one axis [d], got [1, 28, 28]; put flatten() before them",
      () => nets.gates().init(0, [1, 28, 28]),
    ],
    ["gates: start must be above 0 and finite, got 0", () => nets.gates({ start: 0 })],
    ["gates: start must be above 0 and finite, got NaN", () => nets.gates({ start: Number.NaN })],
    [
      "reshape: rows must have the 784 values of [1, 28, 28], got [783]",
      () => reshape([1, 28, 28]).init(0, [783]),
    ],
    [
      "residual: the net must keep the shape [4] of rows, got [3] from mlp",
      () => residual(mlp({ outputs: 3 })).init(0, [4]),
    ],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
  });

  it("batches of a single value a channel in training", () => {
    const net = batchNorm();
    const { params, state } = net.init(0, [2]);
    const apply = () => net.apply(toArrays(params), toArrays(state), np.ones([1, 2]), {});
    expect(apply).toThrow("batchNorm: training needs at least two values a channel, got a batch of [1, 2]");
  });
});

it("docstrings of nets and optimisers cite papers that are in references.bib", () => {
  for (const folder of ["nets", "optimisers"]) {
    const at = new URL(`../../src/${folder}/`, import.meta.url);
    const cited = readdirSync(at).flatMap(
      (file) => readFileSync(new URL(file, at), "utf8").match(/\b[a-z]+(19|20)\d\d[a-z]+\b/g) ?? [],
    );
    expect(cited.length).toBeGreaterThan(3);
    for (const key of cited) expect(references).toHaveProperty(key);
  }
});
