import { expect, test } from "vitest";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { sideBySide } from "../../src/rows/sideBySide.ts";
import { standardise } from "../../src/rows/standardise.ts";
import type { Context, Matrix } from "../../src/types.ts";
import { drawSeries } from "../series/drawSeries.ts";

const contextOf = (seed: number): Context => ({
  seed,
  engine: () => Promise.reject(new Error("nothing is trained")),
});
const tested = (x: Matrix, y: Matrix, seed: number, z: Matrix | null = null) =>
  independenceTest(standardise(x, "x"), standardise(y, "y"), z && standardise(z, "z"), {
    ...{ permutations: 39, series: true, context: contextOf(seed) },
  });

/** P-values of 100 draws are at most .1 in 3 to 20, but for 1 in 1,000 times each way: binomial with p = .1. */
test.each([
  { name: "AR(1) at .9", a: 0.9, n: 300 },
  { name: "AR(1) at .99", a: 0.99, n: 300 },
  { name: "random walks", a: 1, n: 300 },
  { name: "trends", a: 0.5, n: 300, slope: 0.02 },
])("independent series, $name, have uniform p-values", async ({ a, n, slope }) => {
  let small = 0;
  for (let seed = 0; seed < 100; seed++) {
    const { x, y } = drawSeries(n, { a, seed, slope });
    const { pValue } = await tested(x, y, seed);
    if (pValue! <= 0.1) small++;
  }
  expect(small).toBeLessThanOrEqual(20);
  expect(small).toBeGreaterThanOrEqual(2);
});

test("dependent series are found, random walks by their innovations", async () => {
  for (const a of [0.5, 0.95, 1]) {
    const { x, y } = drawSeries(400, { a, r: 0.6, seed: 3 });
    const { pValue, remarks } = await tested(x, y, 3);
    expect(pValue).toBe(1 / 40);
    expect(remarks.map(({ code }) => code)).toEqual(a === 1 ? ["notStationary"] : []);
  }
});

test("dependence at a delay, which innovations of the same time do not share, is seen in the rows", async () => {
  const n = 1500;
  const { x } = drawSeries(n + 3, { a: 0.9, seed: 4 });
  const now = { data: x.data.slice(3), n, d: 1 };
  const before = { data: x.data.slice(0, n), n, d: 1 };
  expect((await tested(now, before, 4)).pValue).toBe(1 / 40);
});

test("several columns and given columns are tested alike", async () => {
  const { x, y } = drawSeries(600, { a: 0.8, r: 0.7, seed: 6 });
  const { x: other, y: third } = drawSeries(600, { a: 0.8, seed: 7 });
  const found = await tested(sideBySide(x, other), sideBySide(y, third), 6);
  expect(found.pValue).toBe(1 / 40);
  expect(found.statistic).toBe("KSG or Gaussian copula of the rows or of their innovations");
  const given = await tested(x, y, 6, other);
  expect(given.pValue).toBe(1 / 40);
  expect(given.surrogate).toMatch(/innovations/);
});
