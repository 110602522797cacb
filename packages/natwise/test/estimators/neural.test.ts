import { expect, test } from "vitest";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { mine } from "../../src/bounds/mine.ts";
import { onGaussian } from "../../src/critics/onGaussian.ts";
import { estimate } from "../../src/estimate.ts";
import { neural } from "../../src/estimators/neural.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";

const task = gaussian({ dims: 1, rho: 0.8 });
const n = 1500;
const { x, y } = task.sample(n, 1);
const exact = Float64Array.from({ length: n }, (_, i) => task.logRatio!([x.data[i]], [y.data[i]]));
const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
const options = (bound: typeof mine | typeof infoNCE) => ({
  estimator: neural({ bound: bound(), steps: 600 }),
});
const given = [
  { data: x.data, shape: [n, 1] },
  { data: y.data, shape: [n, 1] },
] as const;

test.each([
  ["MINE", mine],
  ["InfoNCE", infoNCE],
] as const)(
  "a row's value from %s is near its log ratio, and their mean is the estimate",
  async (_, bound) => {
    const { local, nats } = await estimate(...given, options(bound));
    const off = local!.map((value, i) => value - exact[i]);
    // Log ratios spread by rho = 0.8 around 0.51; a critic trained on 1,100 rows has an error of about 0.1.
    expect(Math.sqrt(mean(off.map((value) => value ** 2)))).toBeLessThan(0.25);
    // MINE reports this very value; InfoNCE also counts a row among its own candidates, which with 300 of them is 0.01.
    expect(Math.abs(mean(local!) - nats)).toBeLessThan(bound === mine ? 1e-4 : 0.03);
  },
);

test("on top of a fitted Gaussian there is nothing to add for Gaussians", async () => {
  const estimator = neural({ bound: mine(), critic: onGaussian(), steps: 600 });
  const { nats, gain } = await estimate(...given, { estimator });
  expect(gain!.nats).toBeLessThan(0.01);
  // Three standard errors of the draw, rho / sqrt N, around the mean log ratio of these rows.
  expect(Math.abs(nats - mean(exact))).toBeLessThan(0.02);
});

test("no row has a value where not every row was tested", async () => {
  const estimator = neural({ bound: mine(), folds: 1, steps: 40 });
  expect((await estimate(...given, { estimator })).local).toBeNull();
});
