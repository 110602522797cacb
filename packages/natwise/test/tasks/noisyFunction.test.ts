import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../src/tasks/gaussLegendre.ts";
import { noisyFunction } from "../../src/tasks/noisyFunction.ts";

const functions = { x: (x: number) => x, "x^3": (x: number) => x ** 3, "sin x": Math.sin };

describe("gaussLegendre", () => {
  it("integrates polynomials of degree 2n - 1 exactly", () => {
    for (const n of [1, 2, 5, 40]) {
      const { nodes, weights } = gaussLegendre(n);
      for (const power of [0, 1, 2 * n - 2, 2 * n - 1]) {
        const sum = nodes.reduce((total, x, i) => total + weights[i] * x ** power, 0);
        expect(sum).toBeCloseTo(power % 2 === 0 ? 2 / (power + 1) : 0, 12);
      }
    }
  });
});

describe("noisyFunction", () => {
  it.each(Object.entries(functions))(
    "integrates the information of %s as the midpoint rule does",
    (name, f) => {
      for (const sigma of [0.1, 0.5, 0.9]) {
        // Sums over a plain grid: p(y) is a mean over x, h(Y) a sum over y. The midpoint rule's error in x falls as its
        // step squared; 4,000 cells leave some 1e-6 at sigma = .1.
        const cells = 4000;
        const step = sigma / 5;
        const reach = 1 + 8 * sigma;
        let entropy = 0;
        for (let y = -reach; y < reach; y += step) {
          let p = 0;
          for (let i = 0; i < cells; i++) {
            const z = (y - f(-1 + (2 * i + 1) / cells)) / sigma;
            p += Math.exp(-0.5 * z * z) / (sigma * Math.sqrt(2 * Math.PI)) / cells;
          }
          if (p > 0) entropy -= step * p * Math.log(p);
        }
        const expected = entropy - 0.5 * Math.log(2 * Math.PI * Math.E * sigma * sigma);
        expect(noisyFunction({ f, name, sigma }).nats).toBeCloseTo(expected, 5);
      }
    },
  );

  it("adds up over dimensions", () => {
    const one = noisyFunction({ f: Math.sin, name: "sin x", sigma: 0.3 });
    const two = noisyFunction({ f: Math.sin, name: "sin x", sigma: 0.3, dims: 2 });
    expect(two.nats).toBeCloseTo(2 * one.nats, 12);
  });

  it("approaches log(2 / sigma sqrt(2 pi e)) as the noise of a line shrinks", () => {
    // h(Y) is log 2, the entropy of the uniform x, plus sigma int -Phi log Phi for its two blurred edges.
    const sigma = 5e-3;
    let edge = 0;
    for (let z = -12, Phi = 0; z < 12; z += 1e-3) {
      Phi += 1e-3 * (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI));
      if (Phi > 0 && Phi < 1) edge -= 1e-3 * Phi * Math.log(Phi);
    }
    const limit = Math.log(2) + sigma * edge - 0.5 * Math.log(2 * Math.PI * Math.E * sigma * sigma);
    expect(noisyFunction({ f: (x) => x, name: "x", sigma }).nats).toBeCloseTo(limit, 5);
  });

  it.each(Object.entries(functions))("has the information of %s as the mean of its log ratio", (name, f) => {
    const task = noisyFunction({ f, name, sigma: 0.4, dims: 2 });
    const n = 20_000;
    const { x, y } = task.sample(n, 1);
    const values = Float64Array.from({ length: n }, (_, i) =>
      (task.logRatio as NonNullable<typeof task.logRatio>)(
        x.data.subarray(2 * i, 2 * i + 2),
        y.data.subarray(2 * i, 2 * i + 2),
      ),
    );
    const mean = values.reduce((a, b) => a + b) / n;
    const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / n);
    expect(Math.abs(mean - task.nats)).toBeLessThan((4 * deviation) / Math.sqrt(n));
  });

  it("refuses no noise, where the information is infinite", () => {
    const make = (sigma: number) => () => noisyFunction({ f: (x) => x, name: "x", sigma });
    expect(make(0)).toThrow("sigma must be above 0, got 0; without noise the information is infinite");
    expect(make(Number.NaN)).toThrow("sigma must be above 0");
    expect(() => noisyFunction({ f: Math.sin, name: "sin", sigma: 1, dims: 1.5 })).toThrow("whole number");
  });
});
