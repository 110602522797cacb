import { numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { baselines } from "../../src/baselines/index.ts";
import { learned } from "../../src/baselines/learned.ts";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { critics } from "../../src/critics/index.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { estimate } from "../../src/estimate.ts";
import { neural } from "../../src/estimators/neural.ts";
import { nets } from "../../src/nets/index.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Critic, Net, Params, Shapes, Tensor } from "../../src/types.ts";
import { size } from "../nets/checkNet.ts";

await startJax();

const { conv, dense, flatten, mlp, relu, sequential } = nets;
const image = [2, 5, 4];
const look = (outputs: number): Net =>
  sequential([
    conv({ channels: 3, window: 3, stride: 2, padding: 1 }),
    relu(),
    flatten(),
    dense({ outputs }),
  ]);
const K = 4;
const batch = (seed: number, shape: readonly number[]): Tensor => ({
  data: Float32Array.from({ length: K * size(shape) }, random(seed).normal),
  shape: [K, ...shape],
});
const rows = (net: Net, params: Params, x: np.Array) => net.apply(params, {}, x, null)[0].js() as number[][];

/** Every pair's score by pairs, and by rotations, of the same parameters. */
function scored(critic: Critic, shapes: Shapes) {
  const params = critic.init(1, shapes);
  const x = batch(2, shapes.x);
  const y = batch(3, shapes.y);
  const pairs = critic.pairs(toArrays(params), toArrays(x), toArrays(y)).js() as number[][];
  const rotated = critic.rotations(toArrays(params), toArrays(x), toArrays(y), 2).js() as number[][];
  return { params: params as Params, x, y, pairs, rotated };
}

const cases: [string, Critic, Shapes][] = [
  [
    "separable, image and columns",
    critics.separable({ x: look(3), y: mlp({ outputs: 3 }) }),
    { x: image, y: [6] },
  ],
  ["concat, two images", critics.concat({ net: look(1) }), { x: image, y: [1, 5, 4] }],
  [
    "concat, image led through a net, and columns",
    critics.concat({ x: look(3), net: mlp({ outputs: 1 }) }),
    { x: image, y: [6] },
  ],
  [
    "concat, columns and image led through a net",
    critics.concat({ y: look(3), net: mlp({ outputs: 1 }) }),
    { x: [6], y: image },
  ],
];

describe.each(cases)("a critic of nets, %s:", (_name, critic, shapes) => {
  it("rotations are the pairs of the rows they name", () => {
    const { pairs, rotated } = scored(critic, shapes);
    expect(rotated.map((row) => row.length)).toEqual([K, K, K]);
    for (let m = 0; m <= 2; m++)
      for (let i = 0; i < K; i++) expect(rotated[m][i]).toBeCloseTo(pairs[(i + m) % K][i], 4);
  });
});

describe("critics of nets score with the nets' own values:", () => {
  it("separable, the inner product over the root of its length", () => {
    const g = look(3);
    const h = mlp({ outputs: 3 });
    const { params, x, y, pairs } = scored(critics.separable({ x: g, y: h }), { x: image, y: [6] });
    const left = rows(g, toArrays(params.g), toArrays(x));
    const right = rows(h, toArrays(params.h), toArrays(y));
    const product = left[1].reduce((sum, v, e) => sum + v * right[2][e], 0);
    expect(pairs[1][2]).toBeCloseTo(product / Math.sqrt(3), 4);
  });

  it("concat, of both rows laid end to end", () => {
    const net = mlp({ outputs: 1 });
    const { params, x, y, pairs } = scored(critics.concat({ net }), { x: [2], y: [3] });
    const pair = [...x.data.slice(2, 4), ...y.data.slice(6, 9)];
    expect(pairs[1][2]).toBeCloseTo(rows(net, toArrays(params.net), np.array([pair]))[0][0], 4);
  });

  it("and so do baselines, of y or of the pair", () => {
    for (const of of ["y", "pairs"] as const) {
      const net = look(1);
      const baseline = learned({ net, of });
      const { params, state } = baseline.init(1, { x: [1, 5, 4], y: image });
      const [x, y] = [batch(2, [1, 5, 4]), batch(3, image)].map((tensor) => toArrays(tensor) as np.Array);
      const seen = of === "y" ? y.ref : np.concatenate([x.ref, y.ref], 1);
      const expected = rows(net, toArrays(params), seen).map(([value]) => value);
      expect(baseline.apply(toArrays(params), state, x, y).js()).toEqual(expected);
    }
  });
});

describe("critics and baselines refuse, on init,", () => {
  const columns = { x: [4], y: [4] };
  const shapes = { x: image, y: image };
  const normed = sequential([dense({ outputs: 3 }), nets.batchNorm(), dense({ outputs: 1 })]);
  it.each<[string, () => unknown]>([
    [
      "separable: the net of x must have neither state nor noise, got sequential(dense, batchNorm, dense); use layerNorm for batchNorm, and leave out dropout and gaussianNoise",
      () => critics.separable({ x: normed, y: normed }).init(0, columns),
    ],
    [
      "concat: the net must have neither state nor noise, got sequential(dropout, mlp)",
      () => critics.concat({ net: sequential([nets.dropout(), mlp({ outputs: 1 })]) }).init(0, columns),
    ],
    [
      "learned: the net must have neither state nor noise, got batchNorm",
      () => learned({ net: nets.batchNorm() }).init(0, columns),
    ],
    [
      "separable: the nets of x and y must make rows of one shape [embed], got [3] and [2]",
      () => critics.separable({ x: mlp({ outputs: 3 }), y: mlp({ outputs: 2 }) }).init(0, columns),
    ],
    [
      "concat: the net must make one value of a row, got [2]",
      () => critics.concat({ net: mlp({ outputs: 2 }) }).init(0, columns),
    ],
    [
      "learned: the net must make one value of a row, got [2]",
      () => learned({ net: mlp({ outputs: 2 }) }).init(0, columns),
    ],
    [
      "concat: rows of x and y must have the same shape apart from their first axis, got [2, 5, 4] and [4]; flatten them, or use separable({ x, y })",
      () => critics.concat({ net: look(1) }).init(0, { x: image, y: [4] }),
    ],
    ...(
      [
        ["concat: x", critics.concat()],
        ["separable: x", critics.separable()],
        ["bilinear: x", critics.bilinear()],
        ["onGaussian: x", critics.onGaussian()],
        ["gaussianConditional: x", critics.gaussianConditional()],
        ["mixtureConditional: x", critics.mixtureConditional()],
        ["learned: its argument", baselines.learned()],
        ["gaussianDensity: y", baselines.gaussianDensity()],
        ["mixtureDensity: y", baselines.mixtureDensity()],
      ] as const
    ).map(
      ([where, part]) =>
        [
          `${where} must be rows of columns [d], got [2, 5, 4]; flatten the rows, or use a critic or baseline of nets`,
          () => part.init(0, shapes),
        ] as [string, () => unknown],
    ),
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
  });
});

it("a critic of nets is trained like any other", async () => {
  const task = gaussian({ dims: 4, rho: 0.6 });
  const pairs = task.sample(1000, 1);
  const [x, y] = [pairs.x, pairs.y].map(({ data, n, d }) => ({ data, shape: [n, d] }));
  const critic = critics.separable({
    x: sequential([
      nets.reshape([1, 2, 2]),
      conv({ channels: 8, window: 2 }),
      relu(),
      flatten(),
      dense({ outputs: 8 }),
    ]),
    y: mlp({ outputs: 8, gain: 0 }),
  });
  const estimator = neural({ bound: infoNCE(), critic, folds: 2, steps: 400 });
  const { nats } = await estimate(x, y, { estimator });
  // The truth is .89. Held out, a net with one small window of four values gets most of it, and a lower bound no more.
  expect(nats).toBeGreaterThan(0.5);
  expect(nats).toBeLessThan(task.nats + 0.1);
});

it("an MLP of your own begins at zero with a gain of zero, as the short forms do", () => {
  const own = critics.concat({ net: mlp({ outputs: 1, gain: 0 }) });
  const { pairs } = scored(own, { x: [2], y: [3] });
  expect(pairs.flat().every((score) => score === 0)).toBe(true);
  expect(mapTensors(own.init(1, { x: [2], y: [3] }), () => null)).toHaveProperty("net");
});
