import { expect, test } from "vitest";
import { sizeLaw } from "../../src/inference/sizeLaw.ts";
import { random } from "../../src/rows/random.ts";

const rows = [100, 200, 400, 800];

test("of values that follow I + c / n: I and c, and no misfit", () => {
  const law = sizeLaw(
    rows,
    rows.map((n) => 0.3 - 4.5 / n),
  );
  expect(law.limit).toBeCloseTo(0.3, 12);
  expect(law.bias).toBeCloseTo(-4.5, 9);
  expect(law.misfit).toBeCloseTo(0, 9);
  expect(law.logarithmic).toBe(false);
});

test("of values that rise with log n: the rise each time the rows double", () => {
  const law = sizeLaw(
    rows,
    rows.map((n) => 0.1 + Math.log(n) / 2),
  );
  expect(law.logarithmic).toBe(true);
  expect(law.perDoubling).toBeCloseTo(Math.log(2) / 2, 12);
});

test("the misfit is the standard error of the limit under independent noise", () => {
  const { normal } = random(1);
  const runs = 2000;
  let variance = 0;
  let misfit = 0;
  for (let run = 0; run < runs; run++) {
    const law = sizeLaw(
      rows,
      rows.map((n) => 0.3 + 2 / n + 0.01 * normal()),
    );
    variance += (law.limit - 0.3) ** 2 / runs;
    misfit += law.misfit ** 2 / runs;
  }
  // 1/4 + 3.75^2 / 28.75 of the variance of a value, with N / n = 8, 4, 2, 1. Each mean of 2,000 squares with two
  // degrees of freedom or one has an error of 2.2% or 3.2% of it.
  expect(variance / 0.01 ** 2).toBeCloseTo(0.739, 1);
  expect(Math.abs(misfit / variance - 1)).toBeLessThan(0.12);
});
