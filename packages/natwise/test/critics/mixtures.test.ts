import { grad, numpy as np } from "@jax-js/jax";
import { expect, it } from "vitest";
import { gaussianDensity } from "../../src/baselines/gaussianDensity.ts";
import { mixtureDensity } from "../../src/baselines/mixtureDensity.ts";
import { doe } from "../../src/bounds/doe.ts";
import { mixtureConditional } from "../../src/critics/mixtureConditional.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { random } from "../../src/rows/random.ts";
import { miTerm } from "../../src/training/miTerm.ts";
import type { Tensor } from "../../src/types.ts";

await startJax();

const C = 3;
const d = 2;
const N = 4;
const draws = random(1);
const normals = (count: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, draws.normal);
const y = normals(N * d);
const components = normals(C * (1 + 2 * d));
const mix = normals(C * d * d);

const standardNormal = (i: number) => -(y[i * d] ** 2 + y[i * d + 1] ** 2) / 2 - Math.log(2 * Math.PI);
/** sum_i log q(y_i) in float64, term by term. */
function twin(components: ArrayLike<number>, mix: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < N; i++) {
    const logs: number[] = [];
    const weights: number[] = [];
    for (let c = 0; c < C; c++) {
      const at = (j: number) => components[c * (1 + 2 * d) + j];
      const scaled = [0, 1].map((j) => (y[i * d + j] - at(1 + j)) / Math.exp(at(1 + d + j)));
      const z = [scaled[0], scaled[1] + mix[c * d * d + 2] * scaled[0]];
      weights.push(Math.exp(at(0)));
      logs.push(-(z[0] ** 2 + z[1] ** 2) / 2 - at(1 + d) - at(2 + d) - Math.log(2 * Math.PI));
    }
    const total = weights.reduce((a, b) => a + b);
    const all = logs.map((log, c) => log + Math.log((0.99 * weights[c]) / total));
    all.push(standardNormal(i) + Math.log(0.01));
    const most = Math.max(...all);
    sum += most + Math.log(all.reduce((p, log) => p + Math.exp(log - most), 0));
  }
  return sum;
}

const shaped = (data: Float32Array<ArrayBuffer>, ...shape: number[]) => np.array(data, { shape });
const params = (components: Float32Array<ArrayBuffer>, mix: Float32Array<ArrayBuffer>) => ({
  components: shaped(components, C, 1, 1 + 2 * d),
  mix: shaped(mix, C, d, d),
});
const logLikelihood = (held: ReturnType<typeof params>) =>
  mixtureDensity()
    .apply(held, {}, np.zeros([N, 1]), shaped(y, N, d))
    .sum();

it("a mixture's log density is that of float64 loops, also with components far away", () => {
  const near = logLikelihood(params(components, mix)).js() as number;
  expect(near).toBeCloseTo(twin(components, mix), 4);
  const far = components.slice();
  far[1] = 1000;
  far[1 + 1 + 2 * d] = -1e6;
  expect(logLikelihood(params(far, mix)).js()).toBeCloseTo(twin(far, mix), 4);
});

it("a row far from every component costs log 100 more than a standard normal asks", () => {
  const far = components.slice();
  for (let c = 0; c < C; c++) far[1 + c * (1 + 2 * d)] = 1e6;
  let expected = 0;
  for (let i = 0; i < N; i++) expected += standardNormal(i) - Math.log(100);
  expect(logLikelihood(params(far, mix)).js()).toBeCloseTo(expected, 4);
});

it("a mixture's gradient is that of finite differences, and finite with components far away", () => {
  const slopes = grad(logLikelihood)(params(components, mix)) as unknown as ReturnType<typeof params>;
  const at = (data: Float32Array, i: number, h: number) =>
    Float64Array.from(data, (v, j) => (i === j ? v + h : v));
  (slopes.components.reshape([-1]).js() as number[]).forEach((slope, i) => {
    const up = twin(at(components, i, 1e-4), mix);
    expect(slope).toBeCloseTo((up - twin(at(components, i, -1e-4), mix)) / 2e-4, 2);
  });
  (slopes.mix.reshape([-1]).js() as number[]).forEach((slope, i) => {
    const up = twin(components, at(mix, i, 1e-4));
    expect(slope).toBeCloseTo((up - twin(components, at(mix, i, -1e-4))) / 2e-4, 2);
  });
  const far = components.slice();
  far[1] = 1e6;
  const there = grad(logLikelihood)(params(far, mix)) as unknown as ReturnType<typeof params>;
  for (const leaf of Object.values(there))
    for (const slope of leaf.reshape([-1]).js() as number[]) expect(Number.isFinite(slope)).toBe(true);
});

it("a mixture is a density: it integrates to 1 over a grid", () => {
  const points = 4001;
  const grid = Float32Array.from({ length: points }, (_, i) => -20 + i / 100);
  const held = toArrays(mixtureDensity().init(3, { x: [1], y: [1] }).params);
  const logs = mixtureDensity()
    .apply(held, {}, np.zeros([points, 1]), shaped(grid, points, 1))
    .js() as number[];
  expect(logs.reduce((sum, log) => sum + Math.exp(log) / 100, 0)).toBeCloseTo(1, 4);
});

it("a mixture of one component is the Gaussian density, plus a hundredth of the standard normal", () => {
  const [logWeight, ...rest] = normals(1 + 2 * d);
  const gaussian = {
    mean: np.array(rest.slice(0, d)),
    logScale: np.array(rest.slice(d)),
    mix: shaped(mix.slice(0, d * d), d, d),
  };
  const one = {
    components: shaped(Float32Array.of(logWeight, ...rest), 1, 1, 1 + 2 * d),
    mix: shaped(mix.slice(0, d * d), 1, d, d),
  };
  const learned = gaussianDensity()
    .apply(gaussian, {}, np.zeros([N, 1]), shaped(y, N, d))
    .js() as number[];
  const found = mixtureDensity().apply(one, {}, np.zeros([N, 1]), shaped(y, N, d));
  (found.js() as number[]).forEach((log, i) => {
    const expected = Math.log(0.99 * Math.exp(learned[i]) + 0.01 * Math.exp(standardNormal(i)));
    expect(log).toBeCloseTo(expected, 4);
  });
});

it("mixtures begin with components that differ, the conditional where the marginal does, so that DoE begins at 0", () => {
  const term = miTerm({
    bound: doe(),
    critic: mixtureConditional(),
    baseline: mixtureDensity(),
    negatives: 1,
  });
  const { params, state } = term.init(4, { x: [3], y: [d] });
  const { data, shape } = (params as { baseline: { components: Tensor } }).baseline.components;
  const means = Array.from({ length: shape[0] }, (_, c) => data[c * (1 + 2 * d) + 1]);
  expect(new Set(means).size).toBe(shape[0]);
  const [{ value, objective }] = term.apply(
    toArrays(params),
    toArrays(state),
    shaped(normals(N * 3), N, 3),
    shaped(y, N, d),
  );
  expect(value.js()).toBeCloseTo(0, 5);
  expect(objective.js()).toBeLessThan(0);
});

it("a mixture needs a whole number of components", () => {
  for (const components of [0, 1.5, Number.NaN]) {
    const message = `mixture: components must be a whole number above 0, got ${components}`;
    expect(() => mixtureDensity({ components }).init(1, { x: [1], y: [1] })).toThrow(message);
    expect(() => mixtureConditional({ components }).init(1, { x: [1], y: [1] })).toThrow(message);
  }
});
