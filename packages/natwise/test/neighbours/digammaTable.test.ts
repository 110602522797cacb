import { expect, test } from "vitest";
import { digammaTable } from "../../src/neighbours/digammaTable.ts";

test("psi of whole numbers, against its asymptotic series", () => {
  const psi = digammaTable(1_000_000);
  expect(psi[0]).toBe(Number.NEGATIVE_INFINITY);
  expect(psi[1]).toBe(-0.5772156649015329);
  expect(psi[2]).toBeCloseTo(1 - 0.5772156649015329, 15);
  for (const m of [20, 1000, 54_321, 1_000_000]) {
    // The next term, 1 / (252 m^6), is below 1e-10 from m = 20 on.
    const series = Math.log(m) - 1 / (2 * m) - 1 / (12 * m ** 2) + 1 / (120 * m ** 4);
    expect(Math.abs(psi[m] - series)).toBeLessThan(1 / (252 * m ** 6) + 4e-15);
  }
});
