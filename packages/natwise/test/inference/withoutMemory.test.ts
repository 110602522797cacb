import { expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { auto } from "../../src/estimators/auto/auto.ts";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { intervalOf } from "../../src/inference/intervalOf.ts";
import { seriesModel } from "../../src/inference/seriesModel.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { random } from "../../src/rows/random.ts";
import { standardise } from "../../src/rows/standardise.ts";
import type { Estimate, Matrix } from "../../src/types.ts";
import { drawSeries } from "../series/drawSeries.ts";

const asData = ({ data, n, d }: Matrix) => ({ data, shape: [n, d] as const });
const codes = ({ remarks }: Estimate) => remarks.map(({ code }) => code);
const of = (a: number, r: number, seed: number, options: Parameters<typeof estimate>[2] = {}, n = 400) => {
  const { x, y } = drawSeries(n, { a, r, seed });
  return estimate(asData(x), asData(y), { estimator: ksg(), series: true, level: 0.95, seed, ...options });
};

test("the bias of memory is subtracted, and the interval holds the truth", async () => {
  const [a, draws] = [0.9, 40];
  let [plain, corrected, holds, above] = [0, 0, 0, 0];
  for (let seed = 0; seed < draws; seed++) {
    plain += (await of(a, 0, seed, { series: false, level: null })).nats / draws;
    const found = await of(a, 0, seed);
    corrected += found.nats / draws;
    if (found.interval === null) continue;
    if (found.interval.low <= 0 && 0 <= found.interval.high!) holds++;
    if (found.interval.low > 0) above++;
  }
  // The standard deviation of an estimate is about .05: four standard errors of the mean.
  expect(plain).toBeGreaterThan((4 * 0.05) / Math.sqrt(draws));
  expect(Math.abs(corrected)).toBeLessThan((4 * 0.05) / Math.sqrt(draws));
  // Binomial with p = .05 and .025: more has a probability below 1 in 500.
  expect(holds).toBeGreaterThanOrEqual(draws - 7);
  expect(above).toBeLessThanOrEqual(5);
});

test("it says so, and how many independent rows the series is worth", async () => {
  const found = await of(0.9, 0.5, 1);
  const said = found.remarks.find(({ code }) => code === "memoryRemoved")!;
  // Bartlett's factor is (1 + .81) / (1 - .81) = 9.5; the coefficients' error moves it by a third.
  expect((said.values as { independent: number }).independent).toBeGreaterThan(400 / 9.5 / 2);
  expect((said.values as { independent: number }).independent).toBeLessThan((400 / 9.5) * 2);
  expect(codes(await of(0.9, 0.5, 1, { level: null, estimator: auto({ train: false }) }))).toContain(
    "memoryRemoved",
  );
  // The same seed gives the same numbers.
  expect((await of(0.9, 0.5, 1)).interval).toEqual(found.interval);
});

test("rows without memory are left as they are", async () => {
  const series = await of(0, 0.5, 2);
  expect(series.nats).toBe((await of(0, 0.5, 2, { series: false })).nats);
  expect(codes(series)).not.toContain("memoryRemoved");
});

test("series that drift get a remark and no interval", async () => {
  const found = await of(1, 0, 3);
  expect(codes(found)).toEqual(["notStationary"]);
  expect(found.interval).toBeNull();
  // The test and the estimate say it once.
  expect(codes(await of(1, 0, 3, { permutations: 19 }))).toEqual(["notStationary"]);
});

test("a series worth less than five independent rows has no interval", async () => {
  const { x, y } = drawSeries(200, { a: 0.9, seed: 8 });
  const sides = { x: standardise(x, "x"), y: standardise(y, "y"), z: null };
  const context = { seed: 0, engine: () => Promise.reject(new Error("nothing is trained")) };
  const found = await gaussianMi().estimate(sides.x, sides.y, context);
  const memory = { drifting: [], independent: 4.9, bias: 0, corrected: true };
  const refit = { estimator: gaussianMi(), ...sides };
  const options = { rows: sides, guarantee: "none", level: 0.95, series: true, context } as const;
  const none = await intervalOf({ ...found, memory }, refit, options);
  expect(none.interval).toBeNull();
  expect(none.remarks.map(({ code }) => code)).toEqual(["noIntervalMemory"]);
  const some = await intervalOf({ ...found, memory: { ...memory, independent: 5.1 } }, refit, options);
  // Four whole degrees of freedom: 1 / (1 / 29 + 1 / 5.1) = 4.3.
  expect(some.interval!.high! - found.nats).toBeCloseTo(2.7764 * found.standardError!, 4);
});

test("a model keeps what the columns share: rows of it far apart are as correlated as the data", () => {
  const n = 4000;
  const { x, y } = drawSeries(n, { a: 0.8, r: 0.7, seed: 9 });
  const sides = { x: standardise(x, "x"), y: standardise(y, "y"), z: null };
  const model = seriesModel(sides, 0);
  const correlation = (one: { x: Matrix; y: Matrix }) =>
    one.x.data.reduce((sum, value, i) => sum + value * one.y.data[i], 0) / one.x.n;
  const apart = correlation(model.apart(n, random(1)));
  const series = correlation(model.series(n, random(2)));
  // Of the series, a correlation's variance is (1 - r^2)^2 4.6 / n: four standard errors of the difference of two.
  const error = 0.51 * Math.sqrt((2 * 4.6) / n);
  expect(Math.abs(apart - correlation(sides))).toBeLessThan(4 * error);
  expect(Math.abs(series - correlation(sides))).toBeLessThan(4 * error);
  expect(model.drifting).toEqual([]);
});
