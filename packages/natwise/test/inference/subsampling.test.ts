import { expect, test } from "vitest";
import { subsampling } from "../../src/inference/subsampling.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Context, Estimator } from "../../src/types.ts";

const context: Context = { seed: 0, engine: () => Promise.reject(new Error("nothing here is trained")) };

/** An estimator that is a mean, of which all is known, and has a bias of c / N. */
const meanOf = (c: number): Estimator => ({
  name: "mean",
  guarantee: "none",
  estimate: async (x) => ({
    nats: x.data.reduce((sum, value) => sum + value / x.n, 0) + c / x.n,
    ceiling: null,
    heldOut: null,
    train: null,
    standardError: null,
    curves: [],
    remarks: [],
  }),
});

test("of a mean: its standard error, its bias, and an interval that covers 95 of 100 times or more", async () => {
  const n = 1000;
  const c = 20;
  let covered = 0;
  let variance = 0;
  const runs = 200;
  for (let seed = 0; seed < runs; seed++) {
    const { x, y } = gaussian({ dims: 1, rho: 0 }).sample(n, seed);
    const { nats } = await meanOf(c).estimate(x, y, context);
    const found = await subsampling(x, y, { estimator: meanOf(c), nats, context });
    // Two halves of a mean are the mean: what is left is exactly the bias' difference c / (N/2) - c / N = c / N.
    expect(found.bias).toBeCloseTo(c / n, 9);
    variance += found.standardError ** 2 / runs;
    if (found.interval.low <= 0 && found.interval.high >= 0) covered++;
  }
  // 1 / N; the mean of 200 variances with 9 degrees of freedom has an error of sqrt(2 / 9 / 200) = 3% of it.
  expect(variance * n).toBeGreaterThan(0.87);
  expect(variance * n).toBeLessThan(1.13);
  // At least 95% expected; 200 draws have an error of 1.5%.
  expect(covered / runs).toBeGreaterThan(0.9);
});

test("of KSG: covers the truth of a Gaussian nine times out of ten or more", async () => {
  const task = gaussian({ dims: 1, rho: 0.6 });
  let covered = 0;
  const runs = 60;
  for (let seed = 0; seed < runs; seed++) {
    const { x, y } = task.sample(600, seed);
    const { nats } = await ksg().estimate(x, y, { ...context, seed });
    const { interval } = await subsampling(x, y, { estimator: ksg(), nats, context: { ...context, seed } });
    if (interval.low <= task.nats && interval.high >= task.nats) covered++;
  }
  // 57 of 60 expected, with a deviation of 1.7.
  expect(covered).toBeGreaterThanOrEqual(51);
});

test("an estimator's own standard error counts as much as that of the parts", async () => {
  const n = 1000;
  const { x, y } = gaussian({ dims: 1, rho: 0 }).sample(n, 1);
  const { nats } = await meanOf(0).estimate(x, y, context);
  const found = await subsampling(x, y, { estimator: meanOf(0), nats, standardError: 0.5, context });
  const { standardError } = await subsampling(x, y, { estimator: meanOf(0), nats, context });
  expect(found.standardError).toBeCloseTo(Math.sqrt((standardError ** 2 + 0.25) / 2), 12);
  // scipy.stats.t.ppf(0.975, 36)
  expect(found.interval.high - nats).toBeCloseTo(found.standardError * 2.028094, 5);
});

test("refuses a level outside (0, 1) and too few rows", async () => {
  const { x, y } = gaussian({ dims: 1, rho: 0 }).sample(30, 1);
  const estimator = ksg();
  await expect(subsampling(x, y, { estimator, nats: 0, context })).rejects.toThrow(
    "at least 40 rows, got 30",
  );
  await expect(subsampling(x, y, { estimator, nats: 0, level: 95, context })).rejects.toThrow("got 95");
});
