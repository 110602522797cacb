import { describe, expect, it } from "vitest";
import { jointlyNormal } from "../../src/gaussian/jointlyNormal.ts";
import { gaussian, random, student } from "../../src/index.ts";

describe("joint normality by moments", () => {
  it("holds for normals after any increasing function of each column", () => {
    let held = 0;
    for (let seed = 0; seed < 40; seed++) {
      const dims = 1 + (seed % 5);
      const { x, y } = gaussian({ dims, rho: [0, 0.3, 0.9, 0.999][seed % 4] }).sample(2000, seed);
      const bent = { ...x, data: x.data.map((v) => Math.exp(2 * v)) };
      if (jointlyNormal(bent, y, seed)) held++;
    }
    // Of up to 80 moments a few thousandths are four errors away by chance.
    expect(held).toBeGreaterThanOrEqual(37);
  });

  it("does not hold for a common scale, a square, a product or a rotation by the distance", () => {
    for (let seed = 0; seed < 5; seed++) {
      const { x, y } = student({ dims: { x: 2, y: 2 }, nu: 2 }).sample(3000, seed);
      expect(jointlyNormal(x, y, seed)).toBe(false);
      const { normal } = random(seed, 1);
      const left = { data: Float64Array.from({ length: 4000 }, normal), n: 2000, d: 2 };
      for (const f of [(a: number) => a * a, (a: number, b: number) => a * b]) {
        const right = { data: new Float64Array(4000), n: 2000, d: 2 };
        for (let i = 0; i < 2000; i++) {
          right.data[2 * i] = f(left.data[2 * i], left.data[2 * i + 1]) + normal();
          right.data[2 * i + 1] = normal();
        }
        expect(jointlyNormal(left, right, seed)).toBe(false);
      }
    }
  });
});
