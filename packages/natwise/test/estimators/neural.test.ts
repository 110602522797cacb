import { expect, test } from "vitest";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { mine } from "../../src/bounds/mine.ts";
import { gated } from "../../src/critics/gated.ts";
import { onGaussian } from "../../src/critics/onGaussian.ts";
import { estimate } from "../../src/estimate.ts";
import { neural } from "../../src/estimators/neural.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Tensor } from "../../src/types.ts";

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

test("weight decay closes the gates of columns that carry nothing", async () => {
  const many = 3000;
  const pairs = task.sample(many, 2);
  const { normal } = random(2);
  const noise = () => Array.from({ length: 5 }, normal);
  const sides = [
    Array.from(pairs.x.data, (value) => [value, ...noise()]),
    Array.from(pairs.y.data, (value) => [...noise(), value]),
  ] as const;
  /** The mean gate of the five columns of noise, in units of the gate of the other one, for x and for y. */
  const open = async (weightDecay: number) => {
    const estimator = neural({ bound: mine(), critic: gated(), weightDecay, steps: 600, folds: 1 });
    const found = await estimate(...sides, { estimator });
    const { g, h } = found.critic!.params as Record<"g" | "h", { g: Tensor }[]>;
    return [g, h].map(([{ g: gates }], side) => {
      const sizes = Array.from(gates.data, Math.abs);
      const [own] = sizes.splice(side === 0 ? 0 : 5, 1);
      return sizes.reduce((sum, size) => sum + size / 5, 0) / own;
    });
  };
  const [plain, decayed] = [await open(0), await open(3e-3)];
  for (const side of [0, 1]) {
    expect(decayed[side]).toBeLessThan(plain[side]);
    expect(decayed[side]).toBeLessThan(0.5);
  }
});

test("weight decay is a share, and is refused for a critic that is fitted first", async () => {
  for (const weightDecay of [1, -0.1, Number.NaN])
    expect(() => neural({ bound: mine(), weightDecay })).toThrow(
      `neural: weightDecay must be in [0, 1), got ${weightDecay}`,
    );
  expect(() => neural({ bound: mine(), critic: onGaussian(), weightDecay: 0.001 })).toThrow(
    "neural: weightDecay would undo the fit of concat on a Gaussian, got 0.001",
  );
});

test("no row has a value where not every row was tested", async () => {
  const estimator = neural({ bound: mine(), folds: 1, steps: 40 });
  expect((await estimate(...given, { estimator })).local).toBeNull();
});
