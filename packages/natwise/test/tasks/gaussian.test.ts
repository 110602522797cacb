import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/tasks/gaussian.ts";

describe("gaussian", () => {
  it("has its information in closed form, by rho and by nats", () => {
    expect(gaussian({ rho: 0.9 }).nats).toBeCloseTo(0.8303656, 6);
    expect(gaussian({ rho: -0.9 }).nats).toBeCloseTo(0.8303656, 6);
    expect(gaussian({ dims: 20, rho: 0.5 }).nats).toBeCloseTo(2.8768207, 6);
    expect(gaussian({ rho: 0 }).nats).toBe(0);
    // Correlations of the staircase of Poole et al. 2019: sqrt(1 - exp(-2 I / d)).
    for (const [nats, rho] of [
      [2, 0.42576],
      [4, 0.57418],
      [6, 0.67171],
      [8, 0.74207],
      [10, 0.79506],
    ]) {
      const { x, y } = gaussian({ dims: 20, nats }).sample(20_000, 1);
      let sum = 0;
      for (let i = 0; i < x.data.length; i++) sum += (x.data[i] * y.data[i]) / x.data.length;
      // A product's variance is 1 + rho^2; four standard errors of 400,000 products.
      expect(Math.abs(sum - rho)).toBeLessThan(4 * Math.sqrt((1 + rho * rho) / 400_000));
    }
  });

  it("has the information as the mean of its log ratio, and d rho^2 as its variance", () => {
    const task = gaussian({ dims: 3, rho: 0.6 });
    const n = 40_000;
    const values = ratios(task, n, 2);
    const mean = values.reduce((a, b) => a + b) / n;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
    expect(Math.abs(mean - task.nats)).toBeLessThan(4 * Math.sqrt((3 * 0.36) / n));
    // Four standard errors of a variance whose fourth moment is measured here.
    const fourth = values.reduce((a, b) => a + (b - mean) ** 4, 0) / n;
    expect(Math.abs(variance - 3 * 0.36)).toBeLessThan(4 * Math.sqrt((fourth - variance ** 2) / n));
  });

  it.each([
    [1, 0.3],
    [2, 0.4],
    [5, 0.3],
  ])("has a ratio of mean 1 and variance e^2I - 1 under the product, %d dims at %d", (dims, rho) => {
    const task = gaussian({ dims, rho });
    const n = 200_000;
    const { x } = task.sample(n, 3);
    const { y } = task.sample(n, 4);
    const values = Float64Array.from({ length: n }, (_, i) =>
      Math.exp(ratio(task, x.data.subarray(i * dims), y.data.subarray(i * dims))),
    );
    const mean = values.reduce((a, b) => a + b) / n;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
    const fourth = values.reduce((a, b) => a + (b - mean) ** 4, 0) / n;
    const expected = Math.exp(2 * task.nats) - 1;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(expected / n));
    expect(Math.abs(variance - expected)).toBeLessThan(5 * Math.sqrt((fourth - variance ** 2) / n));
    // No distribution of this information has a smaller one: Song & Ermon 2020, theorem 2.
    expect(variance).toBeGreaterThan(Math.exp(task.nats) - 1);
  });

  it("estimates the partition of K pairs with the variance that theory says", () => {
    // The mean of r over the K (K - 1) pairs i != j of a batch. A pair's conditional mean given x_i or given y_j is 1, so
    // only (i, j) with itself and with (j, i) are correlated; the latter's product has mean (1 - rho^4)^-d (Mehler).
    const K = 8;
    const rho = 0.4;
    const task = gaussian({ rho });
    const draws = 20_000;
    const { x, y } = task.sample(K * draws, 5);
    const means = Float64Array.from({ length: draws }, (_, t) => {
      let sum = 0;
      for (let i = 0; i < K; i++)
        for (let j = 0; j < K; j++)
          if (i !== j) sum += Math.exp(ratio(task, [x.data[t * K + i]], [y.data[t * K + j]]));
      return sum / (K * (K - 1));
    });
    const mean = means.reduce((a, b) => a + b) / draws;
    const variance = means.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws - 1);
    const fourth = means.reduce((a, b) => a + (b - mean) ** 4, 0) / draws;
    const expected = (1 / (1 - rho ** 2) + 1 / (1 - rho ** 4) - 2) / (K * (K - 1));
    expect(Math.abs(variance - expected)).toBeLessThan(5 * Math.sqrt((fourth - variance ** 2) / draws));
  });

  it("draws the same pairs for the same seed and stream, others for others", () => {
    const task = gaussian({ dims: 2, rho: 0.5 });
    expect(task.sample(5, 1)).toEqual(task.sample(5, 1));
    expect(task.sample(5, 1, 2)).not.toEqual(task.sample(5, 1, 3));
    expect(task.sample(5, 1)).not.toEqual(task.sample(5, 2));
  });

  it("refuses what has no finite information", () => {
    expect(() => gaussian({ rho: 1 })).toThrow("rho must be between -1 and 1, got 1");
    expect(() => gaussian({ rho: Number.NaN })).toThrow("rho must be between -1 and 1");
    expect(() => gaussian({ nats: -1 })).toThrow("nats must be finite and not negative, got -1");
    expect(() => gaussian({ nats: 1, dims: 0 })).toThrow("dims must be a whole number above 0, got 0");
  });
});

type Task = ReturnType<typeof gaussian>;
const ratio = ({ logRatio }: Task, x: ArrayLike<number>, y: ArrayLike<number>) =>
  (logRatio as NonNullable<typeof logRatio>)(x, y);

function ratios(task: Task, n: number, seed: number): Float64Array {
  const { x, y } = task.sample(n, seed);
  return Float64Array.from({ length: n }, (_, i) =>
    ratio(task, x.data.subarray(i * x.d, (i + 1) * x.d), y.data.subarray(i * y.d, (i + 1) * y.d)),
  );
}
