import { expect, test } from "vitest";
import { logGamma } from "../../src/special/logGamma.ts";
import { normalCdf } from "../../src/special/normalCdf.ts";
import { normalQuantile } from "../../src/special/normalQuantile.ts";

// Python 3.11.7: math.erfc(-z / math.sqrt(2)) / 2. Its argument is rounded: in the tail that costs z^2 times 1e-16.
test("the normal distribution function agrees with Python, to 14 digits in the lower tail", () => {
  for (const [z, p] of [
    [-37, 5.725571222525139e-300],
    [-20, 2.7536241186063314e-89],
    [-8, 6.220960574271819e-16],
    [-5, 2.866515718791946e-7],
    [-2.5, 0.006209665325776139],
    [-2, 0.02275013194817922],
    [-1.999, 0.022804176932658883],
    [-1, 0.15865525393145707],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1, 0.8413447460685429],
    [1.9, 0.9712834401839981],
    [2, 0.9772498680518208],
    [3, 0.9986501019683699],
    [6, 0.9999999990134123],
  ])
    expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-14 + 2e-16 * z * z);
  expect(normalCdf(-40)).toBe(0);
  expect(normalCdf(40)).toBe(1);
});

test("the quantile undoes it", () => {
  // A quantile that is off by 2e-15 of itself moves p by z^2 times that, in the tail.
  for (let p = 1e-6; p < 1; p += 1e-3)
    expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(6e-14);
});

// Python 3.11.7: math.lgamma(x)
test("log Gamma agrees with Python, and is log (n - 1)!", () => {
  for (const [x, expected] of [
    [1e-8, 18.42068073818021],
    [0.1, 2.2527126517342055],
    [0.5, 0.5723649429247004],
    [1, 0],
    [1.4616321449683622, -0.12148629053584936],
    [2.5, 0.2846828704729196],
    [9.99, 12.779315214350197],
    [123.456, 469.60554712992956],
    [1e10, 220258509288.81058],
  ])
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(4e-15 * Math.max(1, Math.abs(expected)));
  for (let n = 1, factorial = 1; n < 20; factorial *= n++)
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 13);
});

test("outside their domains they say so", () => {
  for (const x of [0, -1, Number.NaN])
    expect(() => logGamma(x)).toThrow(`logGamma: x must be above 0, got ${x}`);
  expect(() => normalCdf(Number.NaN)).toThrow("normalCdf: z must be a number, got NaN");
});
