import { describe, expect, it } from "vitest";
import { random, standardise } from "../../src/index.ts";
import { functionBetween } from "../../src/inference/functionBetween.ts";

const side = (values: readonly number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });
const standardised = (values: readonly number[]) => [...standardise(side(values), "y").data];
const between = (x: readonly number[], y: readonly number[]) => functionBetween({ x: side(x), y: side(y) });

describe("a function between two columns", () => {
  const functions = [
    Math.sin,
    (v: number) => v * v,
    Math.abs,
    (v: number) => Math.floor(v) + 0.1 * v,
    Math.tanh,
  ];

  it("is found whatever its shape, in both directions", () => {
    for (const n of [100, 1000])
      for (const f of functions)
        for (let seed = 0; seed < 10; seed++) {
          const { normal } = random(seed, 1);
          const x = Array.from({ length: n }, () => 2 * normal());
          const y = x.map(f);
          expect(["y of x", "each of the other"]).toContain(between(x, y));
          expect(["x of y", "each of the other"]).toContain(between(y, x));
        }
  });

  it("is not seen in noise, atoms, rounded numbers or a circle", () => {
    for (const n of [60, 300, 2000])
      for (let seed = 0; seed < 20; seed++) {
        const { normal, uniform } = random(seed, 2);
        const x = Array.from({ length: n }, normal);
        const noisy = (noise: number) => x.map((v) => Math.sin(v) + noise * normal());
        for (const noise of [10, 1, 0.3]) expect(between(x, noisy(noise))).toBe("none");
        const clipped = x.map((v) => Math.max(0, v + 0.5 * normal()));
        expect(between(x, clipped)).toBe("none");
        expect(between(clipped, x)).toBe("none");
        const rounded = x.map((v) => Math.round(10 * v));
        expect(
          between(
            rounded,
            rounded.map((v) => v + Math.round(3 * normal())),
          ),
        ).toBe("none");
        const huge = x.map(() => (uniform() < 0.5 ? -1 : 1) * 10 ** (600 * uniform() - 300));
        expect(between(x, standardised(huge))).toBe("none");
        const half = x.map((v) => Math.max(0, v));
        expect(
          between(
            half,
            half.map((v) => (v === 0 ? uniform() : 2 * v)),
          ),
        ).not.toBe("y of x");
        const angles = x.map(() => 2 * Math.PI * uniform());
        expect(between(angles.map(Math.cos), angles.map(Math.sin))).toBe("none");
      }
  });
});
