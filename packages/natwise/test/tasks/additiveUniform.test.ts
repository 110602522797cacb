import { describe, expect, it } from "vitest";
import { additiveUniform } from "../../src/tasks/additiveUniform.ts";
import { expectNats } from "./laws.ts";

describe("additiveUniform", () => {
  it("has the published information", () => {
    expect(Math.abs(additiveUniform({ noise: 0.1 }).nats - 1.7094)).toBeLessThan(5e-5);
    expect(Math.abs(additiveUniform({ noise: 0.75 }).nats - 0.3333)).toBeLessThan(5e-5);
    expect(additiveUniform({ noise: 0.5 }).nats).toBeCloseTo(0.5, 12);
    expect(additiveUniform({ noise: 0.5 + 1e-9 }).nats).toBeCloseTo(0.5, 8);
  });

  it.each([0.1, 0.4, 0.75, 2])("is h(Y) - log 2e by the midpoint rule: noise %d", (noise) => {
    // p(y) is a trapezoid with corners; 20,000 cells leave an error of their square.
    const cells = 20_000;
    const width = (1 + 2 * noise) / cells;
    let entropy = 0;
    for (let i = 0; i < cells; i++) {
      const y = -noise + (i + 0.5) * width;
      const p = (Math.min(1, y + noise) - Math.max(0, y - noise)) / (2 * noise);
      entropy -= width * p * Math.log(p);
    }
    expect(Math.abs(additiveUniform({ noise }).nats - (entropy - Math.log(2 * noise)))).toBeLessThan(1e-6);
  });

  it.each([0.1, 0.75])("has the information as the mean of its log ratio: noise %d", (noise) => {
    expectNats(additiveUniform({ noise }), 20_000, 1);
  });

  it("draws x uniform, y - x uniform, independent of each other", () => {
    const n = 20_000;
    const { x, y } = additiveUniform({ noise: 0.3 }).sample(n, 2);
    const u = Array.from(x.data, (value) => value - 0.5);
    const e = Array.from(y.data, (value, i) => (value - x.data[i]) / 0.6);
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / n;
    expect(Math.max(...e.map(Math.abs))).toBeLessThan(0.5 + 1e-12);
    // Variances 1/12, of squares 1/180, of the product 1/144.
    for (const values of [u, e]) {
      expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(12 * n));
      expect(Math.abs(mean(values.map((v) => v * v)) - 1 / 12)).toBeLessThan(4 / Math.sqrt(180 * n));
    }
    expect(Math.abs(mean(u.map((value, i) => value * e[i])))).toBeLessThan(4 / Math.sqrt(144 * n));
  });

  it("gives impossible pairs a log ratio of -Infinity, and refuses zero noise", () => {
    const task = additiveUniform({ noise: 0.1 });
    expect(task.id).toBe("additive-uniform-noise0.1");
    expect(task.logRatio!([0.5], [0.61])).toBe(Number.NEGATIVE_INFINITY);
    expect(task.logRatio!([1.1], [1.05])).toBe(Number.NEGATIVE_INFINITY);
    expect(task.logRatio!([0.5], [0.55])).toBeCloseTo(-Math.log(0.2), 12);
    expect(() => additiveUniform({ noise: 0 })).toThrow(
      "additiveUniform: noise must be above 0, got 0; without noise the information is infinite",
    );
    expect(() => additiveUniform({ noise: Number.NaN })).toThrow(RangeError);
  });
});
