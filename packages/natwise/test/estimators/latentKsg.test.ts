import { expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { latentKsg } from "../../src/estimators/latentKsg.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";

/** A correlated pair among columns of noise. */
function hidden(n: number, noise: number, rho: number) {
  const { x, y } = gaussian({ dims: 1, rho }).sample(n, 1);
  const { normal } = random(2);
  const among = (column: Float64Array) =>
    Array.from(column, (value) => [value, ...Array.from({ length: noise }, normal)]);
  return { x: among(x.data), y: among(y.data) };
}

test("finds a pair among nine columns of noise a side, where KSG does not", async () => {
  const { x, y } = hidden(3000, 9, 0.9);
  const truth = -0.5 * Math.log(1 - 0.81); // 0.830
  const plain = await estimate(x, y, { estimator: ksg() });
  const found = await estimate(x, y, { estimator: latentKsg({ embed: 1, steps: 600 }) });
  expect(plain.nats).toBeLessThan(0.5 * truth);
  expect(found.nats).toBeGreaterThan(0.75 * truth);
  // It does not exceed the truth, up to four standard errors.
  expect(found.nats).toBeLessThan(truth + 4 * found.standardError!);
  expect(found.local!.reduce((a, b) => a + b) / 3000).toBeCloseTo(found.nats, 9);
});

test("says so where there is nothing to find", async () => {
  const { x, y } = gaussian({ dims: 3, rho: 0 }).sample(400, 1);
  const given = ({ data, n, d }: { data: Float64Array; n: number; d: number }) => ({ data, shape: [n, d] });
  const found = await estimate(given(x), given(y), { estimator: latentKsg({ steps: 40 }) });
  // 0.07 is KSG's spread at 200 rows; four of the mean of two.
  expect(Math.abs(found.nats)).toBeLessThan(0.2);
});

test("refuses a summary of no columns", () => {
  expect(() => latentKsg({ embed: 0 })).toThrow("embed must be a whole number above 0, got 0");
});
