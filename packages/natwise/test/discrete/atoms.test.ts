import { describe, expect, it } from "vitest";
import { atomsOf } from "../../src/discrete/atoms.ts";
import { random } from "../../src/index.ts";

const column = (values: readonly number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });

describe("atoms", () => {
  it("are values that many rows hold among numbers on a scale", () => {
    for (const share of [0.03, 0.2, 0.5, 0.9])
      for (let seed = 0; seed < 20; seed++) {
        const { uniform, normal } = random(seed, 1);
        const values = Array.from({ length: 1000 }, () => (uniform() < share ? 0 : Math.exp(normal())));
        const { states, held } = atomsOf(column(values))!;
        expect(states.count).toBe(2);
        for (const [i, value] of values.entries()) expect(held[states.codes[i]]).toEqual([value === 0]);
      }
  });

  it("are not made by rounding, whatever its width, nor by counting", () => {
    for (const width of [0.01, 0.05, 0.1, 0.3, 0.5])
      for (const n of [100, 150, 500, 2000])
        for (let seed = 0; seed < 20; seed++) {
          const { normal } = random(seed, 2);
          const values = Array.from({ length: n }, () => Math.round(normal() / width) * width);
          expect(atomsOf(column(values))).toBeNull();
        }
    const counts = Array.from({ length: 1000 }, (_, i) => Math.floor(Math.sqrt(i)));
    expect(atomsOf(column(counts))).toBeNull();
  });

  it("of several columns are told apart, and two in one column too", () => {
    const { normal } = random(3);
    const rows = Array.from({ length: 600 }, (_, i) => [
      i % 3 === 0 ? -1 : i % 3 === 1 ? 2 : normal(),
      i % 2 === 0 ? 0 : normal(),
    ]);
    const { states, held } = atomsOf({ data: Float64Array.from(rows.flat()), n: 600, d: 2 })!;
    expect(states.count).toBe(6);
    for (const [i] of rows.entries()) expect(held[states.codes[i]]).toEqual([i % 3 !== 2, i % 2 === 0]);
  });
});
