import { expect, it } from "vitest";
import { random } from "../../src/rows/random.ts";
import { standardise } from "../../src/rows/standardise.ts";

const draws = random(1);
const values = Float64Array.from({ length: 100 }, () => draws.normal());
const column = (data: Float64Array) => ({ data, n: data.length, d: 1 });
const standardised = (scale: number) => standardise(column(values.map((value) => value * scale)), "x").data;

it("standardise gives mean 0 and standard deviation 1", () => {
  const { data } = standardise(column(values.map((value) => 1e9 + value)), "x");
  expect(data.reduce((sum, v) => sum + v, 0) / 100).toBeCloseTo(0, 12);
  expect(data.reduce((sum, v) => sum + v * v, 0) / 100).toBeCloseTo(1, 12);
});

it("standardise does not care for the unit, be it so small or so large that squares vanish or overflow", () => {
  for (const exponent of [-900, -30, 30, 900]) {
    expect(standardised(2 ** exponent)).toEqual(standardised(1));
  }
});

it("standardise refuses a column that is constant up to rounding, and one too wide for a float64", () => {
  expect(() => standardise(column(Float64Array.of(0.3, 0.1 + 0.2, 0.3)), "x")).toThrow(
    "column 0 is constant",
  );
  expect(() => standardise(column(Float64Array.of(-1.7e308, 1.7e308)), "y")).toThrow(
    "y: column 0 spans more than a float64 can hold",
  );
});

it("standardise keeps values different that lie far below the mean, be it the first value that is huge or another", () => {
  const wide = values.map((value) => Math.exp(20 * value));
  const order = (data: Float64Array) => Array.from(data.keys()).sort((p, q) => data[p] - data[q]);
  for (const data of [wide, wide.slice().sort().reverse(), Float64Array.of(1e20, 3e-9, 1e-9, 2e-9, 2e-9)]) {
    const out = standardise(column(data), "x").data;
    expect(order(out)).toEqual(order(data));
    expect(new Set(out).size).toBe(new Set(data).size);
    const mean = out.reduce((sum, value) => sum + value / out.length, 0);
    expect(out.reduce((sum, value) => sum + (value - mean) ** 2, 0) / out.length).toBeCloseTo(1, 12);
  }
});
