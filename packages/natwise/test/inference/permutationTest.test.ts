import { expect, test } from "vitest";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { permutationTest } from "../../src/inference/permutationTest.ts";
import { withinGroups } from "../../src/inference/surrogates.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { matrix } from "../../src/rows/matrix.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Context, Matrix } from "../../src/types.ts";

const context = (seed: number): Context => ({
  seed,
  engine: () => Promise.reject(new Error("nothing here is trained")),
});
const estimators = [ksg()];

/** The test of two columns, on a grid of ranks. */
const gridTest = async (
  x: Matrix,
  y: Matrix,
  options: { permutations: number; context: Context; series?: boolean },
) => {
  const { pValue, compared } = await independenceTest(x, y, null, options);
  return { pValue: pValue!, compared: compared! };
};

/** Largest distance of the p-values' distribution from the uniform one, times sqrt(count): above 1.63 in 1 of 100. */
function kolmogorov(pValues: number[]): number {
  const sorted = [...pValues].sort((a, b) => a - b);
  const n = sorted.length;
  return (
    Math.sqrt(n) * Math.max(...sorted.map((p, i) => Math.max(Math.abs((i + 1) / n - p), Math.abs(i / n - p))))
  );
}

const series = (a: number, n: number, seed: number): Matrix => {
  const { normal } = random(seed, 1);
  const data = new Float64Array(n);
  data[0] = normal() / Math.sqrt(1 - a * a);
  for (let t = 1; t < n; t++) data[t] = a * data[t - 1] + normal();
  return { data, n, d: 1 };
};

test("hands over the values its p-value counts, of ties too", async () => {
  const { x, y } = gaussian({ dims: 1, rho: 0.2 }).sample(80, 0);
  const coins = (side: Matrix) => ({ ...side, data: side.data.map((value) => (value > 0 ? 1 : 0)) });
  const options = { permutations: 99, context: context(2) };
  const both = [ksg(), gaussianMi()];
  for (const { pValue, compared } of [
    await gridTest(x, y, options),
    await gridTest(coins(x), coins(y), options),
    await permutationTest(x, y, { ...options, estimators }),
    await permutationTest(x, y, { ...options, estimators: both }),
  ]) {
    const reached = compared.surrogates.filter((value) => value >= compared.observed).length;
    expect((1 + reached) / 100).toBe(pValue);
  }
  const { values, compared } = await permutationTest(x, y, { ...options, estimators });
  expect(compared).toMatchObject({ observed: values.observed[0], unit: "nats" });
  const several = await permutationTest(x, y, { ...options, estimators: both });
  expect(several.compared.unit).toBe("standard deviations");
});

test("p-values of independent columns are uniform, by neighbours and by grid", async () => {
  const neighbours: number[] = [];
  const grid: number[] = [];
  for (let seed = 0; seed < 100; seed++) {
    const { x, y } = gaussian({ dims: 1, rho: 0 }).sample(60, seed);
    neighbours.push(
      (await permutationTest(x, y, { estimators, permutations: 39, context: context(seed) })).pValue,
    );
    const more = gaussian({ dims: 1, rho: 0 }).sample(200, seed);
    grid.push((await gridTest(more.x, more.y, { permutations: 99, context: context(seed) })).pValue);
  }
  expect(kolmogorov(neighbours)).toBeLessThan(1.63);
  expect(kolmogorov(grid)).toBeLessThan(1.63);
});

test("two independent series: shuffling finds dependence, circular shifts do not", async () => {
  const shuffles: number[] = [];
  const shifts: number[] = [];
  for (let seed = 0; seed < 100; seed++) {
    const [x, y] = [series(0.9, 400, 2 * seed), series(0.9, 400, 2 * seed + 1)];
    shuffles.push((await gridTest(x, y, { permutations: 99, context: context(seed) })).pValue);
    shifts.push((await gridTest(x, y, { series: true, permutations: 99, context: context(seed) })).pValue);
  }
  // Nearly all p-values of the plain test are tiny.
  expect(shuffles.filter((p) => p <= 0.05).length).toBeGreaterThan(50);
  expect(kolmogorov(shifts)).toBeLessThan(1.63);
});

test("dependence through z alone is not found within the groups of z", async () => {
  const pValues: number[] = [];
  for (let seed = 0; seed < 60; seed++) {
    const { normal } = random(seed, 2);
    const z = matrix(
      Array.from({ length: 90 }, (_, i) => i % 3),
      "z",
    );
    const [x, y] = [0, 1].map(() =>
      matrix(
        Array.from(z.data, (group) => 3 * group + normal()),
        "x",
      ),
    );
    const options = { estimators, permutations: 19, context: context(seed) };
    if (seed === 0) expect((await permutationTest(x, y, options)).pValue).toBe(0.05);
    pValues.push((await permutationTest(x, y, { ...options, surrogate: withinGroups(z) })).pValue);
  }
  // 3 of 60 expected, with a deviation of 1.7.
  expect(pValues.filter((p) => p <= 0.05).length).toBeLessThan(10);
});

test("what depends has the smallest p-value there is", async () => {
  const { x, y } = gaussian({ dims: 1, rho: 0.8 }).sample(200, 1);
  const found = await permutationTest(x, y, { estimators, permutations: 99, context: context(1) });
  expect(found.pValue).toBe(0.01);
  expect(Math.max(...found.values.surrogates[0])).toBeLessThan(found.values.observed[0]);
  expect((await gridTest(x, y, { permutations: 999, context: context(1) })).pValue).toBe(0.001);
});

test("of two estimators the one that sees the dependence decides, and nothing is found where nothing is", async () => {
  const both = [ksg(), gaussianMi()];
  // Weak and linear in six columns: neighbours alone do not see it.
  const { x, y } = gaussian({ dims: 3, rho: 0.2 }).sample(300, 1);
  const options = { permutations: 99, context: context(1) };
  expect((await permutationTest(x, y, { ...options, estimators })).pValue).toBeGreaterThan(0.01);
  expect((await permutationTest(x, y, { ...options, estimators: both })).pValue).toBe(0.01);
  const pValues: number[] = [];
  for (let seed = 0; seed < 100; seed++) {
    const none = gaussian({ dims: 2, rho: 0 }).sample(60, seed);
    const found = await permutationTest(none.x, none.y, {
      ...{ estimators: both, permutations: 39, context: context(seed) },
    });
    pValues.push(found.pValue);
  }
  expect(kolmogorov(pValues)).toBeLessThan(1.63);
});

test("refuses no permutations", async () => {
  const { x, y } = gaussian({ dims: 1, rho: 0 }).sample(60, 1);
  await expect(permutationTest(x, y, { estimators, permutations: 0, context: context(0) })).rejects.toThrow(
    "above 0, got 0",
  );
});
