import { expect, test } from "vitest";
import { digammaTable } from "../../src/neighbours/digammaTable.ts";
import { digamma } from "../../src/special/digamma.ts";
import { normalQuantile } from "../../src/special/normalQuantile.ts";
import { trigamma } from "../../src/special/trigamma.ts";

const near = (value: number, expected: number, digits = 2e-15) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(digits * Math.max(1, Math.abs(expected)));

// scipy 1.17.1: digamma(x), polygamma(1, x) of scipy.special
test("digamma and trigamma agree with SciPy", () => {
  for (const [x, psi, psi1] of [
    [1e-8, -100000000.57721564, 1e16],
    [0.1, -10.423754940411076, 101.43329915079275],
    [0.5, -1.9635100260214235, 4.93480220054468],
    [1.4616321449683622, -9.241265521729427e-17, 0.9676722454476214],
    [2.5, 0.7031566406452432, 0.4903577561002349],
    [9.99, 2.250700372831201, 0.10527695014824176],
    [123.456, 4.811829323828985, 0.008132945834278194],
    [1e10, 23.025850929890456, 1.00000000005e-10],
  ]) {
    near(digamma(x), psi, 4e-15); // ten subtractions before the series
    near(trigamma(x), psi1, 4e-15);
  }
});

test("digamma of whole numbers is the table's, and trigamma is its slope", () => {
  const table = digammaTable(50);
  for (let m = 1; m <= 50; m++) near(digamma(m), table[m], 4e-15);
  // A central difference over 2h errs by h^2 psi'''/6 and by rounding, 1e-15 / h.
  for (const x of [0.7, 3, 12, 80]) {
    const h = 1e-5 * x;
    near((digamma(x + h) - digamma(x - h)) / (2 * h), trigamma(x), 1e-9);
  }
});

// scipy 1.17.1: scipy.special.ndtri(p)
test("the normal quantile agrees with SciPy in all three ranges", () => {
  for (const [p, z] of [
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-5, -4.264890793922825],
    [0.01, -2.3263478740408408],
    [0.074, -1.4466320671589785],
    [0.0749, -1.4402382675279635],
    [0.2, -0.8416212335729142],
    [0.425, -0.18911842627279252],
    [0.5, 0],
    [0.6, 0.2533471031357997],
    [0.925, 1.4395314709384563],
    [0.9251, 1.4402382675279635],
    [0.99, 2.3263478740408408],
    [0.999999, 4.753424308817087],
    [0.999999999999999, 7.941444487415979],
  ]) {
    near(normalQuantile(p), z);
  }
});

test("outside their domains they say so", () => {
  for (const x of [0, -1, Number.NaN]) {
    expect(() => digamma(x)).toThrow(`digamma: x must be above 0, got ${x}`);
    expect(() => trigamma(x)).toThrow(`trigamma: x must be above 0, got ${x}`);
  }
  for (const p of [0, 1, Number.NaN])
    expect(() => normalQuantile(p)).toThrow(`normalQuantile: p must be between 0 and 1, got ${p}`);
});
