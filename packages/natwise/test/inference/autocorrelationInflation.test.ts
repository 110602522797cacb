import { expect, test } from "vitest";
import { autocorrelationInflation } from "../../src/inference/autocorrelationInflation.ts";
import { random } from "../../src/rows/random.ts";
import { standardise } from "../../src/rows/standardise.ts";
import type { Matrix } from "../../src/types.ts";

/** Columns x_t = a x_{t-1} + noise. */
function ar1(a: number, n: number, seed: number): Matrix {
  const { normal } = random(seed);
  const data = new Float64Array(n);
  data[0] = normal() / Math.sqrt(1 - a * a);
  for (let t = 1; t < n; t++) data[t] = a * data[t - 1] + normal();
  return standardise({ data, n, d: 1 }, "x");
}

test("independent rows have next to none", () => {
  const { factor } = autocorrelationInflation(ar1(0, 5000, 1), ar1(0, 5000, 2));
  expect(factor).toBeLessThan(1.1);
});

test("two AR(1) of coefficient a: (1 + a^2) / (1 - a^2)", () => {
  const a = 0.8;
  const found = Array.from(
    { length: 8 },
    (_, i) => autocorrelationInflation(ar1(a, 20_000, 2 * i), ar1(a, 20_000, 2 * i + 1)).factor,
  );
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  // 4.56. The autocorrelations' errors leave about 0.2 of one, 0.07 of the mean of eight.
  expect(Math.abs(mean - (1 + a * a) / (1 - a * a))).toBeLessThan(0.3);
});

test("a series beside independent rows needs no care", () => {
  expect(autocorrelationInflation(ar1(0.95, 5000, 1), ar1(0, 5000, 2)).factor).toBeLessThan(1.2);
});

test("a column whose mean stays, because of a few huge values, remembers no more than others", () => {
  const { uniform } = random(3);
  const data = Float64Array.from({ length: 1000 }, () => (uniform() < 0.5 ? 1e20 : 1) * (1 + uniform()));
  const x = standardise({ data, n: 1000, d: 1 }, "x");
  expect(new Set(x.data).size).toBe(1000);
  expect(autocorrelationInflation(x, x).factor).toBeLessThan(1.1);
});
