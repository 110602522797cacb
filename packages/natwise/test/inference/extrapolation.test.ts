import { expect, test } from "vitest";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { discrete } from "../../src/discrete/discrete.ts";
import { auto } from "../../src/estimators/auto/auto.ts";
import { neural } from "../../src/estimators/neural.ts";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { type Extrapolation, extrapolation } from "../../src/inference/extrapolation.ts";
import { rowsFor } from "../../src/inference/rowsFor.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { mean } from "../../src/rows/mean.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Data, Estimator, Matrix } from "../../src/types.ts";

const data = ({ data, n, d }: Matrix): Data => ({ data, shape: [n, d] });

const normals = (rho: number, n: number, seed: number, dims = 1): [Data, Data] => {
  const { x, y } = gaussian({ dims, rho }).sample(n, seed);
  return [data(x), data(y)];
};

/** y is x with probability `same`, and otherwise drawn anew, of `kinds` categories. */
function categories(kinds: number, same: number, n: number, seed: number): [Data, Data] {
  const { uniform } = random(seed);
  const x = Float64Array.from({ length: n }, () => Math.floor(uniform() * kinds));
  const y = x.map((value) => (uniform() < same ? value : Math.floor(uniform() * kinds)));
  const of = (values: Float64Array): Data => ({ data: values, shape: [n, 1], categories: true });
  return [of(x), of(y)];
}

/** The mean of values and the standard error of that. */
function spreadOf(values: readonly number[]) {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return { middle, deviation, error: deviation / Math.sqrt(values.length) };
}

async function runs(
  count: number,
  estimator: Estimator,
  draw: (seed: number) => [Data, Data],
): Promise<Extrapolation[]> {
  const found: Extrapolation[] = [];
  for (let seed = 0; seed < count; seed++)
    found.push(await extrapolation(...draw(seed), { estimator, seed }));
  return found;
}

test("of plug-in counts of independent categories: the bias (Kx - 1)(Ky - 1) / 2N, and where it tends, zero", async () => {
  const found = await runs(60, discrete({ correction: "none" }), (seed) => categories(4, 0, 1600, seed));
  const bias = spreadOf(found.flatMap((one) => one.bias ?? []));
  // The next order of the bias, 18.75 / n^2, moves the fitted factor by about 18.75 / 200, and less.
  expect(Math.abs(bias.middle - 4.5)).toBeLessThan(3 * bias.error + 18.75 / 200);
  const limits = spreadOf(found.flatMap(({ tends }) => tends?.nats ?? []));
  expect(Math.abs(limits.middle)).toBeLessThan(3 * limits.error + 18.75 / 200 ** 2);
  // The estimates themselves lie 4.5 / 1600 too high, far beyond their error.
  const whole = spreadOf(found.map(({ points }) => points[3].nats));
  expect(whole.middle).toBeGreaterThan(3 * whole.error);
  // A bias is taken for a logarithm by chance only: 5 of 60 are three deviations above 2.5%.
  expect(found.filter(({ tends }) => tends === null).length).toBeLessThanOrEqual(5);
});

test("of counts that depend: the limit is nearer the truth than the estimate, and its error is right", async () => {
  const kinds = 8;
  const [same, other] = [0.5 / kinds + 0.5 / kinds ** 2, 0.5 / kinds ** 2];
  const truth =
    kinds * same * Math.log(same * kinds ** 2) + kinds * (kinds - 1) * other * Math.log(other * kinds ** 2);
  const found = await runs(60, discrete({ correction: "none" }), (seed) =>
    categories(kinds, 0.5, 3200, seed),
  );
  const limits = spreadOf(found.map(({ tends }) => tends!.nats));
  const whole = spreadOf(found.map(({ points }) => points[3].nats));
  expect(Math.abs(limits.middle - truth)).toBeLessThan(Math.abs(whole.middle - truth));
  // Standard deviations of 60 draws have an error of 9%, standard errors with 11 degrees of freedom are 2% too small.
  const claimed = Math.sqrt(mean(found.map(({ tends }) => tends!.standardError ** 2)));
  expect(claimed / limits.deviation).toBeGreaterThan(0.7);
  expect(claimed / limits.deviation).toBeLessThan(1.4);
});

test("of KSG on normals: the limit covers the truth within two standard errors", async () => {
  const found = await runs(40, ksg(), (seed) => normals(0.6, 800, seed));
  const { nats } = gaussian({ dims: 1, rho: 0.6 });
  const covered = found.filter(({ tends }) => tends && Math.abs(tends.nats - nats) < 2 * tends.standardError);
  // 38 expected, with a deviation of 1.4.
  expect(covered.length).toBeGreaterThanOrEqual(34);
  // The bias of KSG is far below its error at these rows.
  expect(found.filter(({ settled }) => settled).length).toBeGreaterThanOrEqual(34);
});

test("an estimate that rises with log n is not said to tend anywhere", async () => {
  const { normal, uniform } = random(3);
  const x = Float64Array.from({ length: 1600 }, normal);
  const all = x.map((value) => Math.sin(3 * value) + value);
  const half = x.map((value) => (uniform() < 0.5 ? value : normal()));
  for (const y of [all, half]) {
    const found = await extrapolation(x, y, { estimator: ksg() });
    expect(found).toMatchObject({ tends: null, bias: null, settled: false });
    expect(rowsFor(found, 0.01)).toBeNull();
  }
  // Twice the rows halve the distance to a neighbour.
  const { perDoubling } = await extrapolation(x, all, { estimator: ksg() });
  expect(perDoubling).toBeCloseTo(Math.log(2), 1);
});

test("rows for an error: of a Gaussian (rho / error)^2 on average", async () => {
  const found = await runs(60, gaussianMi(), (seed) => normals(0.6, 400, seed));
  // The estimate has the standard deviation rho / sqrt N to first order, and 2% more at 50 rows.
  const rows = spreadOf(found.flatMap((one) => rowsFor(one, 0.01) ?? []));
  expect(Math.abs(rows.middle - 3600)).toBeLessThan(3 * rows.error + 0.04 * 3600);
});

test("rows for an error: four times the rows for half of it, unless the bias takes more", () => {
  const point = { rows: 400, parts: 1, nats: 0.3, standardError: 0.02 };
  const of = (bias: number): Extrapolation => ({
    ...{ estimator: "ksg", points: [point], tends: { nats: 0.3, standardError: 0.02 } },
    ...{ bias, perDoubling: 0, settled: true },
  });
  expect(rowsFor(of(0.1), 0.02)).toBe(400);
  expect(rowsFor(of(-0.1), 0.01)).toBe(1600);
  expect(rowsFor(of(-40), 0.01)).toBe(4000);
  expect(() => rowsFor(of(0), 0)).toThrow("error must be above 0 nats, got 0");
});

test("refuses to train fifteen times, by name and within auto", async () => {
  const wide = normals(0.5, 200, 1, 4);
  await expect(extrapolation(...wide, { estimator: neural({ bound: infoNCE() }) })).rejects.toThrow(
    "would train fifteen times",
  );
  await expect(extrapolation(...wide, { estimator: auto() })).rejects.toThrow("would train fifteen times");
  const { points } = await extrapolation(...wide);
  expect(points.map(({ rows, parts }) => [rows, parts])).toEqual([
    [25, 8],
    [50, 4],
    [100, 2],
    [200, 1],
  ]);
});

test("refuses too few rows, sides of different lengths, and parts that an estimator refuses", async () => {
  const [x, y] = normals(0.5, 159, 1);
  await expect(extrapolation(x, y)).rejects.toThrow("needs at least 160 rows, got 159");
  await expect(extrapolation(x, normals(0.5, 160, 1)[1])).rejects.toThrow(
    "same number of rows, got 159, 160",
  );
  const rare = Float64Array.from({ length: 400 }, (_, i) => (i < 300 ? 0 : i));
  const noise = Float64Array.from({ length: 400 }, random(1).normal);
  await expect(extrapolation(rare, noise, { estimator: ksg(), series: true })).rejects.toThrow(
    "must work on parts of 200 rows",
  );
});

/** An estimator that keeps the first value of each part. */
function recorder(seen: number[][]): Estimator {
  return {
    name: "recorder",
    guarantee: "none",
    estimate: async (x) => {
      seen.push(Array.from(x.data));
      const nothing = { ceiling: null, heldOut: null, train: null, standardError: null };
      return { nats: 1 / x.n, ...nothing, curves: [], remarks: [] };
    },
  };
}

test("parts of a series are runs of consecutive rows, other parts are random; each row is in one part of each size", async () => {
  const x = Float64Array.from({ length: 320 }, (_, i) => i);
  const y = Float64Array.from({ length: 320 }, random(1).normal);
  const rising = (values: readonly number[]) => values.every((value, i) => i === 0 || value > values[i - 1]);
  for (const series of [true, false]) {
    const seen: number[][] = [];
    const { points } = await extrapolation(x, y, { estimator: recorder(seen), series });
    const parts = seen.filter(({ length }) => length < 320);
    // A series without memory is not drawn again.
    expect(parts.slice(-14).every(rising)).toBe(series);
    // The estimator's 1 / n is of each part.
    for (const { rows, nats } of points) expect(nats).toBeCloseTo(1 / rows, 12);
  }
});

test("copies of rows count once, as parts of the rows hold fewer of them", async () => {
  const { normal } = random(5);
  const x = Float64Array.from({ length: 400 }, normal);
  const y = x.map((value) => value + normal());
  const twice = (values: Float64Array) => Float64Array.from({ length: 800 }, (_, i) => values[i % 400]);
  const once = await extrapolation(x, y, { estimator: ksg() });
  expect(await extrapolation(twice(x), twice(y), { estimator: ksg() })).toEqual(once);
});

test("reports its progress to the end, and stops", async () => {
  const [x, y] = normals(0.5, 200, 1);
  const shares: number[] = [];
  await extrapolation(x, y, { estimator: ksg(), onProgress: ({ done }) => shares.push(done) });
  expect(shares).toHaveLength(15);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error("enough"));
  await expect(extrapolation(x, y, { estimator: ksg(), signal: stop.signal, onProgress })).rejects.toThrow(
    "enough",
  );
});
