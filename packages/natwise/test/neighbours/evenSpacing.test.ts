import { describe, expect, it } from "vitest";
import { random } from "../../src/index.ts";
import { evenSpacing } from "../../src/neighbours/evenSpacing.ts";

const column = (values: readonly number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });
const n = 500;
const grid = Array.from({ length: n }, (_, i) => (i + 0.5) / n);

describe("evenly spaced columns", () => {
  it("are grids and increasing functions of them, in any order", () => {
    const shuffled = Array.from(random(1).permutation(n), (i) => grid[i]);
    for (const [values, entropy] of [
      [grid, 0],
      [shuffled, 0],
      [grid.map((v) => 10 * v), Math.log(10)],
      // h(exp U) = E U.
      [grid.map(Math.exp), 0.5],
    ] as const) {
      const local = evenSpacing(column(values))!;
      expect(local.reduce((sum, value) => sum + value / n, 0)).toBeCloseTo(entropy, 2);
    }
  });

  it("are not draws from a density, rounded numbers or several columns", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { uniform, normal } = random(seed, 2);
      expect(evenSpacing(column(Array.from({ length: n }, uniform)))).toBeNull();
      expect(evenSpacing(column(Array.from({ length: 25 }, normal)))).toBeNull();
      expect(evenSpacing(column(Array.from({ length: n }, () => Math.round(50 * normal()))))).toBeNull();
    }
    expect(evenSpacing({ data: Float64Array.from([...grid, ...grid]), n, d: 2 })).toBeNull();
  });
});
