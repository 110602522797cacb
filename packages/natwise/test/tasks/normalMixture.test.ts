import { describe, expect, it } from "vitest";
import { multinormal } from "../../src/tasks/multinormal.ts";
import { type NormalComponent, normalMixture } from "../../src/tasks/normalMixture.ts";
import { expectNats, expectNormalised } from "./laws.ts";

const correlated = (rho: number) => [
  [1, rho],
  [rho, 1],
];
const component = (weight: number, mean: number[], rho = 0): NormalComponent => ({
  ...{ weight, mean, covariance: correlated(rho) },
});
const dims = { x: 1, y: 1 };
const crossed = [component(1, [0, 0], 0.9), component(3, [1, -1], -0.6)];

describe("normalMixture", () => {
  it("of one component, or of equal ones, is the normal distribution", () => {
    const normal = multinormal({ dims, covariance: correlated(0.7) });
    for (const components of [[component(2, [3, -1], 0.7)], [1, 2].map((w) => component(w, [3, -1], 0.7))]) {
      const task = normalMixture({ dims, components });
      expect(task.logRatio!([3.4], [0.2])).toBeCloseTo(normal.logRatio!([0.4], [1.2]), 12);
      expect(Math.abs(task.nats - normal.nats)).toBeLessThan(4 * task.standardError);
    }
  });

  it("has the information and the error of integrating its density", () => {
    const task = normalMixture({ dims, components: crossed });
    const { mean, deviation } = integrated(crossed);
    expect(Math.abs(task.nats - mean)).toBeLessThan(4 * task.standardError);
    // A standard deviation estimated from 40,000 draws of light tails is right to some percent.
    expect(task.standardError).toBeGreaterThan((0.9 * deviation) / 200);
    expect(task.standardError).toBeLessThan((1.1 * deviation) / 200);
  });

  it("of far clusters that share an index carries the entropy of the index", () => {
    const far = [0, 1, 2].map((i) => component(1, [40 * i, 40 * i]));
    const task = normalMixture({ dims, components: far });
    expect(task.nats).toBeCloseTo(Math.log(3), 10);
    const uneven = normalMixture({ dims, components: [component(1, [0, 0]), component(3, [40, 40])] });
    const entropy = 0.25 * Math.log(4) + 0.75 * Math.log(4 / 3);
    expect(Math.abs(uneven.nats - entropy)).toBeLessThan(4 * uneven.standardError);
  });

  it("draws pairs of the density of its log ratio, other ones than those of its information", () => {
    const task = normalMixture({ dims, components: crossed });
    expectNats(task, 20_000, 3);
    expectNormalised(
      normalMixture({ dims, components: [component(1, [0, 0], 0.3), component(1, [1, 1])] }),
      20_000,
      6,
    );
    expect(task.sample(3, 0)).toEqual(task.sample(3, 0));
    expect(task.sample(3, 0)).not.toEqual(task.sample(3, 1));
  });

  it("says what it is, and refuses what it cannot be", () => {
    expect(normalMixture({ dims, components: crossed, name: "crossed" }).id).toBe("crossed-1-1");
    const of =
      (...components: NormalComponent[]) =>
      () =>
        normalMixture({ dims, components });
    expect(of()).toThrow("normalMixture: needs at least one component, got none");
    expect(of(component(0, [0, 0]))).toThrow("normalMixture: weights must be above 0 and finite, got 0");
    expect(of(component(Number.NaN, [0, 0]))).toThrow(RangeError);
    expect(of(component(1, [0]))).toThrow(
      "normalMixture: a mean must have a number for each of 2 columns, got 1",
    );
    expect(of(component(1, [0, 0], 1))).toThrow("normalMixture: the matrix must be positive definite");
  });
});

/** Mean and standard deviation of the log ratio of one column a side, by the trapezoidal rule over a grid of 0.05. */
function integrated(components: readonly NormalComponent[]): { mean: number; deviation: number } {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const sum = (of: (mean: readonly number[], rho: number) => number) =>
    components.reduce(
      (all, { weight, mean, covariance }) => all + (weight / total) * of(mean, covariance[0][1]),
      0,
    );
  const step = 0.05;
  let [mean, square] = [0, 0];
  for (let x = -8; x <= 9; x += step) {
    const px = sum(([a]) => density(x - a));
    for (let y = -9; y <= 8; y += step) {
      const py = sum(([, b]) => density(y - b));
      const pxy = sum(([a, b], rho) => {
        const noise = Math.sqrt(1 - rho * rho);
        return (density(x - a) * density((y - b - rho * (x - a)) / noise)) / noise;
      });
      if (pxy === 0) continue;
      const ratio = Math.log(pxy / (px * py));
      mean += step * step * pxy * ratio;
      square += step * step * pxy * ratio * ratio;
    }
  }
  return { mean, deviation: Math.sqrt(square - mean * mean) };
}
