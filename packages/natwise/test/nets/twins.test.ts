import { describe, expect, it } from "vitest";
import { startJax } from "../../src/engine/jaxEngine.ts";
import { nets } from "../../src/nets/index.ts";
import { checkNet, type Doubles, size, type Twin } from "./checkNet.ts";

await startJax();

const zeros = (shape: readonly number[]): Doubles => ({ data: new Float64Array(size(shape)), shape });
const each =
  (f: (x: number) => number): Twin =>
  (_p, { data, shape }) => ({ data: data.map(f), shape });

const denseTwin: Twin = ({ w, b }, x) => {
  const [d, outputs] = w.shape;
  const y = zeros([x.shape[0], outputs]);
  for (let k = 0; k < x.shape[0]; k++)
    for (let o = 0; o < outputs; o++) {
      let sum = b.data[o];
      for (let i = 0; i < d; i++) sum += x.data[k * d + i] * w.data[i * outputs + o];
      y.data[k * outputs + o] = sum;
    }
  return y;
};

/** Of images [K, C, H, W]; every axis has its own window, stride and padding. */
const convTwin =
  ([sh, sw]: number[], [ph, pw]: number[]): Twin =>
  ({ w, b }, x) => {
    const [K, C, H, W] = x.shape;
    const [O, , kh, kw] = w.shape;
    const [oh, ow] = [Math.floor((H + 2 * ph - kh) / sh) + 1, Math.floor((W + 2 * pw - kw) / sw) + 1];
    const y = zeros([K, O, oh, ow]);
    for (let n = 0; n < y.data.length; n++) {
      const [j, i, o, k] = [
        n % ow,
        Math.floor(n / ow) % oh,
        Math.floor(n / (ow * oh)) % O,
        Math.floor(n / (ow * oh * O)),
      ];
      let sum = b.data[o];
      for (let c = 0; c < C; c++)
        for (let q = 0; q < kh; q++)
          for (let r = 0; r < kw; r++) {
            const [row, column] = [i * sh + q - ph, j * sw + r - pw];
            if (row < 0 || row >= H || column < 0 || column >= W) continue;
            sum += w.data[((o * C + c) * kh + q) * kw + r] * x.data[((k * C + c) * H + row) * W + column];
          }
      y.data[n] = sum;
    }
    return y;
  };

const convTransposeTwin =
  ([sh, sw]: number[], [ph, pw]: number[]): Twin =>
  ({ w, b }, x) => {
    const [K, C, H, W] = x.shape;
    const [, O, kh, kw] = w.shape;
    const [oh, ow] = [(H - 1) * sh + kh - 2 * ph, (W - 1) * sw + kw - 2 * pw];
    const y = zeros([K, O, oh, ow]);
    for (let k = 0; k < K; k++)
      for (let o = 0; o < O; o++) {
        for (let n = 0; n < oh * ow; n++) y.data[(k * O + o) * oh * ow + n] = b.data[o];
        for (let c = 0; c < C; c++)
          for (let i = 0; i < H; i++)
            for (let j = 0; j < W; j++)
              for (let q = 0; q < kh; q++)
                for (let r = 0; r < kw; r++) {
                  const [row, column] = [i * sh + q - ph, j * sw + r - pw];
                  if (row < 0 || row >= oh || column < 0 || column >= ow) continue;
                  y.data[((k * O + o) * oh + row) * ow + column] +=
                    w.data[((c * O + o) * kh + q) * kw + r] * x.data[((k * C + c) * H + i) * W + j];
                }
      }
    return y;
  };

/** Channel of a value of rows [C, ...]. */
const channelOf = (shape: readonly number[], n: number) => {
  const inner = size(shape.slice(2));
  return Math.floor(n / inner) % shape[1];
};

const batchNormTwin: Twin = ({ scale, shift }, x, noise, state) => {
  const y = zeros(x.shape);
  const C = x.shape[1];
  const count = x.data.length / C;
  const mean = Array<number>(C).fill(0);
  const variance = Array<number>(C).fill(0);
  x.data.forEach((v, n) => {
    mean[channelOf(x.shape, n)] += v / count;
  });
  x.data.forEach((v, n) => {
    const c = channelOf(x.shape, n);
    variance[c] += (v - mean[c]) ** 2 / count;
  });
  x.data.forEach((v, n) => {
    const c = channelOf(x.shape, n);
    const [m, s] = noise === null ? [state.mean.data[c], state.variance.data[c]] : [mean[c], variance[c]];
    y.data[n] = (scale.data[c] * (v - m)) / Math.sqrt(s + 1e-5) + shift.data[c];
  });
  return y;
};

const layerNormTwin: Twin = ({ scale, shift }, x) => {
  const d = size(x.shape.slice(1));
  const y = zeros(x.shape);
  for (let k = 0; k < x.shape[0]; k++) {
    const row = x.data.subarray(k * d, (k + 1) * d);
    const mean = row.reduce((sum, v) => sum + v / d, 0);
    const variance = row.reduce((sum, v) => sum + (v - mean) ** 2 / d, 0);
    row.forEach((v, i) => {
      y.data[k * d + i] = (scale.data[i] * (v - mean)) / Math.sqrt(variance + 1e-5) + shift.data[i];
    });
  }
  return y;
};

const relu = (x: Doubles): Doubles => ({ data: x.data.map((v) => Math.max(v, 0)), shape: x.shape });
const identity: Twin = (_p, x) => x;

describe("values and gradients are those of a float64 twin:", () => {
  it("dense", () => checkNet(nets.dense({ outputs: 4 }), [5], denseTwin));

  it.each([
    [
      [1, 1],
      [0, 0],
    ],
    [
      [2, 1],
      [1, 0],
    ],
    [
      [2, 3],
      [2, 1],
    ],
  ])("conv and convTranspose, stride %j, padding %j", (stride, padding) => {
    const options = { channels: 2, window: [3, 4], stride, padding };
    checkNet(nets.conv(options), [3, 6, 7], convTwin(stride, padding));
    checkNet(nets.convTranspose(options), [3, 4, 3], convTransposeTwin(stride, padding));
  });

  it("batchNorm in training and in evaluation, of columns and of images", () => {
    for (const shape of [[4], [2, 3, 2]])
      for (const training of [true, false]) checkNet(nets.batchNorm(), shape, batchNormTwin, { training });
  });

  it("layerNorm, of columns and of images", () => {
    for (const shape of [[6], [2, 2, 3]]) checkNet(nets.layerNorm(), shape, layerNormTwin);
  });

  it("dropout and Gaussian noise, in training and in evaluation", () => {
    const dropout: Twin = (_p, x, noise) =>
      noise === null ? x : { ...x, data: x.data.map((v, i) => (noise.keep.data[i] < 0.3 ? 0 : v / 0.7)) };
    const noisy: Twin = (_p, x, noise) =>
      noise === null ? x : { ...x, data: x.data.map((v, i) => v + 0.5 * noise.normal.data[i]) };
    for (const training of [true, false]) {
      checkNet(nets.dropout({ rate: 0.3 }), [2, 5], dropout, { training });
      checkNet(nets.gaussianNoise({ deviation: 0.5 }), [2, 5], noisy, { training });
    }
  });

  it("gates", () => {
    const twin: Twin = ({ g }, x) => ({ ...x, data: x.data.map((v, i) => v * g.data[i % 4]) });
    checkNet(nets.gates({ start: 0.5 }), [4], twin);
  });

  it("flatten and reshape", () => {
    const to =
      (shape: number[]): Twin =>
      (_p, x) => ({ data: x.data, shape: [x.shape[0], ...shape] });
    checkNet(nets.flatten(), [2, 3, 2], to([12]));
    checkNet(nets.reshape([3, 2]), [6], to([3, 2]));
  });

  it.each<[string, Parameters<typeof checkNet>[0], (x: number) => number]>([
    ["relu", nets.relu(), (x) => Math.max(x, 0)],
    ["leakyRelu", nets.leakyRelu({ slope: 0.1 }), (x) => (x < 0 ? 0.1 * x : x)],
    ["elu", nets.elu({ alpha: 0.7 }), (x) => (x < 0 ? 0.7 * Math.expm1(x) : x)],
    ["silu", nets.silu(), (x) => x / (1 + Math.exp(-x))],
    ["tanh", nets.tanh(), Math.tanh],
    ["sigmoid", nets.sigmoid(), (x) => 1 / (1 + Math.exp(-x))],
    ["softplus", nets.softplus(), (x) => Math.log1p(Math.exp(x))],
  ])("%s", (_name, net, f) => checkNet(net, [9], each(f)));

  it("sequential, residual and mlp", () => {
    const { dense, sequential, residual, mlp, dropout } = nets;
    checkNet(
      sequential([dense({ outputs: 3 }), nets.relu(), dropout({ rate: 0.5 }), dense({ outputs: 2 })]),
      [4],
      ([first, , , last], x, [, , noise], state) => {
        const hidden = relu(denseTwin(first, x, {}, {}));
        const kept = hidden.data.map((v, i) => (noise.keep.data[i] < 0.5 ? 0 : 2 * v));
        return denseTwin(last, { ...hidden, data: kept }, {}, state);
      },
    );
    checkNet(residual(dense({ outputs: 4 })), [4], (p, x) => {
      const y = denseTwin(p, x, {}, {});
      return { ...y, data: y.data.map((v, i) => v + x.data[i]) };
    });
    checkNet(mlp({ hidden: [5, 3], outputs: 2 }), [4], (p, x) =>
      denseTwin(p[4], relu(denseTwin(p[2], relu(denseTwin(p[0], x, {}, {})), {}, {})), {}, {}),
    );
    checkNet(sequential([]), [4], identity);
  });

  it("of every net in the catalogue", () => {
    const tested =
      "dense conv convTranspose batchNorm layerNorm dropout gaussianNoise gates flatten reshape relu leakyRelu elu";
    expect(Object.keys(nets)).toEqual([
      ...tested.split(" "),
      ...["silu", "tanh", "sigmoid", "softplus", "sequential", "residual", "mlp"],
    ]);
  });
});
