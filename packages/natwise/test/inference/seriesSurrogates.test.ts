import { expect, test } from "vitest";
import { seriesSurrogates } from "../../src/inference/seriesSurrogates.ts";
import { random } from "../../src/rows/random.ts";
import { sideBySide } from "../../src/rows/sideBySide.ts";
import { standardise } from "../../src/rows/standardise.ts";
import { innovations } from "../../src/series/innovations.ts";
import type { Matrix } from "../../src/types.ts";
import { drawSeries } from "../series/drawSeries.ts";

const made = (side: Matrix, seed = 0) => {
  const model = innovations(side);
  return seriesSurrogates(side, model, { rows: model.innovations.n, seed });
};

const autocorrelation = ({ data, n, d }: Matrix, column: number, lag: number) => {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) squares += data[i * d + column] ** 2;
  for (let i = lag; i < n; i++) sum += data[i * d + column] * data[(i - lag) * d + column];
  return sum / squares;
};

test("surrogates have y's values and on average its autocorrelation, and know nothing of it", () => {
  const n = 2000;
  const { x, y } = drawSeries(n, { a: 0.8, r: 0.5, seed: 1 });
  const side = standardise(sideBySide(x, y), "y");
  const { arrange, surrogate, rows } = made(side);
  const sorted = ({ data, d }: Matrix, j: number) => data.filter((_, at) => at % d === j).sort();
  const sums = [0, 0, 0];
  const draws = 40;
  for (let b = 0; b < draws; b++) {
    const { levels } = arrange(surrogate.order(rows, random(2, b)));
    for (const j of [0, 1]) expect(sorted(levels!, j)).toEqual(sorted(side, j));
    sums[0] += autocorrelation(levels!, 0, 1) / draws;
    sums[1] += autocorrelation(levels!, 1, 5) / draws;
    let product = 0;
    for (let i = 0; i < n; i++) product += (levels!.data[2 * i] * side.data[2 * i]) / n;
    sums[2] += product / draws;
  }
  // The model's own error, 1 / sqrt n, is the largest part: five of them.
  expect(Math.abs(sums[0] - 0.8)).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(sums[1] - 0.8 ** 5)).toBeLessThan(5 / Math.sqrt(n));
  // A correlation of such series has the variance (1 + .64) / (1 - .64) / n.
  expect(Math.abs(sums[2])).toBeLessThan(5 * Math.sqrt(4.6 / n / draws));
});

test("of a series that drifts there are innovations only", () => {
  const { x } = drawSeries(400, { a: 1, seed: 5 });
  const { arrange, surrogate, rows } = made(standardise(x, "y"));
  expect(arrange(null).levels).toBeNull();
  const { levels, innovations: moved } = arrange(surrogate.order(rows, random(1)));
  expect(levels).toBeNull();
  expect(moved.n).toBe(rows);
});

test("innovations whose size is autocorrelated stay together in blocks", () => {
  const { normal } = random(8);
  const n = 2000;
  let variance = 1;
  const data = new Float64Array(n);
  // e_t = s_t z_t, s_t^2 = .05 + .2 e_{t-1}^2 + .75 s_{t-1}^2
  for (let t = 1; t < n; t++) {
    variance = 0.05 + 0.2 * data[t - 1] ** 2 + 0.75 * variance;
    data[t] = Math.sqrt(variance) * normal();
  }
  expect(made(standardise({ data, n, d: 1 }, "y")).surrogate.name).toMatch(/^innovations in shuffled blocks/);
  const plain = { data: Float64Array.from({ length: n }, normal), n, d: 1 };
  expect(made(standardise(plain, "y")).surrogate.name).toBe("shuffled innovations");
});
