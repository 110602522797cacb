import { expect, test } from "vitest";
import { gaussianDensity } from "../../src/baselines/gaussianDensity.ts";
import { mixtureDensity } from "../../src/baselines/mixtureDensity.ts";
import { doe } from "../../src/bounds/doe.ts";
import { gaussianConditional } from "../../src/critics/gaussianConditional.ts";
import { mixtureConditional } from "../../src/critics/mixtureConditional.ts";
import { estimate } from "../../src/estimate.ts";
import { neural } from "../../src/estimators/neural.ts";
import { random } from "../../src/rows/random.ts";

const n = 2000;
const density = (v: number, mean: number, scale: number) =>
  Math.exp(-0.5 * ((v - mean) / scale) ** 2) / (scale * Math.sqrt(2 * Math.PI));
/** By the trapezoidal rule, which is as good as exact for what vanishes at both ends. */
const integral = (f: (v: number) => number) => {
  let sum = 0;
  for (let v = -10; v <= 10; v += 0.02) sum += 0.02 * f(v);
  return sum;
};
const twoModes = (v: number, mean: number, scale: number) =>
  (density(v, -mean, scale) + density(v, mean, scale)) / 2;
const entropy = (p: (v: number) => number) => integral((v) => (p(v) > 0 ? -p(v) * Math.log(p(v)) : 0));
const normalEntropy = (scale: number) => Math.log(scale) + 0.5 * Math.log(2 * Math.PI * Math.E);

/** Pairs of which the information is known, in nats. */
const tasks = {
  "correlated normals": {
    truth: -0.5 * Math.log(1 - 0.9 ** 2),
    pair: ({ normal }: ReturnType<typeof random>) => {
      const x = normal();
      return [x, 0.9 * x + Math.sqrt(1 - 0.9 ** 2) * normal()];
    },
  },
  "a conditional of two modes": {
    truth:
      normalEntropy(Math.sqrt(1.04)) -
      integral((x) => density(x, 0, 1) * entropy((y) => twoModes(y, x, 0.2))),
    pair: ({ uniform, normal }: ReturnType<typeof random>) => {
      const x = normal();
      return [x, (uniform() < 0.5 ? 1 : -1) * x + 0.2 * normal()];
    },
  },
  "a marginal of two modes": {
    truth: entropy((y) => twoModes(y, 1.5, Math.sqrt(0.18))) - normalEntropy(0.3),
    pair: ({ uniform, normal }: ReturnType<typeof random>) => {
      const x = (uniform() < 0.5 ? 1.5 : -1.5) + 0.3 * normal();
      return [x, x + 0.3 * normal()];
    },
  },
};

async function measured({ pair }: (typeof tasks)[keyof typeof tasks], parts: object): Promise<number> {
  const draws = random(1);
  const rows = Array.from({ length: n }, () => pair(draws));
  const x = rows.map(([v]) => v);
  const y = rows.map(([, v]) => v);
  return (await estimate(x, y, { estimator: neural({ bound: doe(), folds: 2, ...parts }) })).nats;
}
const normal = { critic: gaussianConditional(), baseline: gaussianDensity() };
const mixture = { critic: mixtureConditional(), baseline: mixtureDensity() };

test("mixtures are the default densities", async () => {
  const task = tasks["correlated normals"];
  const few = { steps: 40 };
  expect(await measured(task, few)).toBe(await measured(task, { ...few, ...mixture }));
});

test("for correlated normals mixtures lose less than one standard error to normal densities", async () => {
  const task = tasks["correlated normals"];
  // Rows' information spreads by rho: samples of 2,000 do by .02.
  const error = 0.9 / Math.sqrt(n);
  expect(Math.abs((await measured(task, mixture)) - (await measured(task, normal)))).toBeLessThan(error);
});

test.each(["a conditional of two modes", "a marginal of two modes"] as const)(
  "mixtures measure %s, where normal densities are far off",
  async (name) => {
    const task = tasks[name];
    // Rows' information spreads by less than 1: three standard errors are .07, and 800 rows teach up to .03 less.
    expect(Math.abs((await measured(task, mixture)) - task.truth)).toBeLessThan(0.1);
    expect(Math.abs((await measured(task, normal)) - task.truth)).toBeGreaterThan(0.4);
  },
);
