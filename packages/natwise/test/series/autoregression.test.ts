import { expect, test } from "vitest";
import { random } from "../../src/rows/random.ts";
import { sideBySide } from "../../src/rows/sideBySide.ts";
import { autoregression } from "../../src/series/autoregression.ts";
import { memoryFactor } from "../../src/series/memoryFactor.ts";
import { persistence } from "../../src/series/persistence.ts";
import { propagate } from "../../src/series/propagate.ts";
import { withoutBias } from "../../src/series/withoutBias.ts";
import type { Matrix } from "../../src/types.ts";
import { drawSeries } from "./drawSeries.ts";

/** A vector autoregression of two columns and two lags. */
const A = [Float64Array.of(0.5, 0.2, -0.1, 0.3), Float64Array.of(-0.3, 0, 0.2, 0.2)];

function drawVector(n: number, seed: number): Matrix {
  const { normal } = random(seed);
  const innovations = { data: Float64Array.from({ length: 2 * n }, normal), n, d: 2 };
  const start = { data: new Float64Array(4), n: 2, d: 2 };
  const order = Int32Array.from({ length: n }, (_, i) => i);
  return propagate({ coefficients: A, innovations }, { n, start, order });
}

test("coefficients of a known series are found, with the number of lags", () => {
  const n = 20_000;
  const { coefficients } = autoregression(drawVector(n, 1));
  expect(coefficients.length).toBeGreaterThanOrEqual(2);
  // A coefficient's standard error is about 1 / sqrt n; five of them.
  for (const [k, of] of A.entries())
    for (const [at, value] of of.entries())
      expect(Math.abs(coefficients[k][at] - value)).toBeLessThan(5 / Math.sqrt(n));
});

test("innovations are orthogonal to a constant, to the trend and to every lag: the normal equations", () => {
  const series = drawVector(400, 2);
  for (const order of [1, 2, 5]) {
    const { innovations, coefficients } = autoregression(series, { trend: true, order });
    expect(coefficients).toHaveLength(order);
    const first = series.n - innovations.n;
    expect(first).toBe(order);
    for (let j = 0; j < 2; j++) {
      const sums = [0, 0, ...new Array<number>(2 * order).fill(0)];
      for (let i = 0; i < innovations.n; i++) {
        const e = innovations.data[2 * i + j];
        sums[0] += e;
        sums[1] += e * i;
        for (let k = 1; k <= order; k++)
          for (let c = 0; c < 2; c++) sums[2 * k + c] += e * series.data[2 * (first + i - k) + c];
      }
      for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(1e-6);
    }
  }
});

test("the t of the unit root is that of the regression of differences on the value before", () => {
  const { x } = drawSeries(200, { a: 0.8, seed: 4 });
  const { t } = autoregression(x, { order: 1 });
  // One regressor and a constant: t = b / se, in textbook sums.
  const [u, v] = [x.data.slice(0, -1), x.data.map((value, i) => value - x.data[i - 1]).slice(1)];
  const m = u.length;
  const mean = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0) / m;
  const [mu, mv] = [mean(u), mean(v)];
  let [uu, uv, vv] = [0, 0, 0];
  for (let i = 0; i < m; i++) {
    uu += (u[i] - mu) ** 2;
    uv += (u[i] - mu) * (v[i] - mv);
    vv += (v[i] - mv) ** 2;
  }
  const b = uv / uu;
  expect(t.unitRoot).toBeCloseTo(b / Math.sqrt((vv - b * uv) / (m - 2) / uu), 8);
});

test("columns that determine one another are fitted, too", () => {
  const { x } = drawSeries(300, { a: 0.5, seed: 5 });
  const { innovations } = autoregression(sideBySide(x, x));
  expect(innovations.data.every(Number.isFinite)).toBe(true);
});

test("propagate and the fit invert each other: innovations in their order give the series", () => {
  const series = drawVector(300, 6);
  const { coefficients, innovations } = autoregression(series, { order: 2 });
  const start = { data: series.data.slice(0, 4), n: 2, d: 2 };
  const order = Int32Array.from({ length: innovations.n }, (_, i) => i);
  const again = propagate({ coefficients, innovations }, { n: 300, start, order });
  // The fit has a constant, which propagate leaves out: it moves the level by constant / (1 - sum of coefficients).
  const difference = again.data.map((value, i) => value - series.data[i]);
  for (let i = 100; i < 598; i++) expect(difference[i]).toBeCloseTo(difference[i + 2], 6);
});

test("persistence is the largest root", () => {
  expect(persistence([Float64Array.of(0.9)], 1)).toBeCloseTo(0.9, 10);
  // x_t = 1.1 x_{t-1} - 0.3 x_{t-2} has the roots 0.5 and 0.6.
  expect(persistence([Float64Array.of(1.1), Float64Array.of(-0.3)], 1)).toBeCloseTo(0.6, 6);
  expect(persistence([], 1)).toBe(0);
});

test("the factor of memory is Bartlett's, (1 + a b) / (1 - a b) for lags of one", () => {
  const empty = { data: new Float64Array(0), n: 0, d: 2 };
  for (const [a, b] of [
    [0.5, 0.5],
    [0.9, 0.7],
    [0.95, 0.95],
    [0.99, 0.9],
  ]) {
    const coefficients = [Float64Array.of(a, 0, 0, b)];
    const expected = (1 + a * b) / (1 - a * b);
    const found = memoryFactor({ coefficients, innovations: empty }, { x: 1, y: 1 });
    // Effects below 1/1,000 are left out.
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.01);
  }
});

test("the fit's bias of (1 + 3 a) / N is gone after the correction", () => {
  const [a, n, draws] = [0.9, 100, 80];
  let [plain, corrected, squares] = [0, 0, 0];
  for (let seed = 0; seed < draws; seed++) {
    const fit = autoregression(drawSeries(n, { a, seed }).x, { order: 1 });
    const better = withoutBias(fit, { n, random: random(seed, 1) });
    plain += fit.coefficients[0][0] / draws;
    corrected += better.coefficients[0][0] / draws;
    squares += better.coefficients[0][0] ** 2 / draws;
    expect(persistence(better.coefficients, 1)).toBeLessThan(1);
  }
  const error = Math.sqrt((squares - corrected ** 2) / draws);
  expect(a - plain).toBeGreaterThan((0.6 * (1 + 3 * a)) / n);
  // Series near a unit root are corrected less, to stay stationary.
  expect(Math.abs(a - corrected)).toBeLessThan(0.4 * (a - plain) + 3 * error);
});
