import { expect, test } from "vitest";
import { drift } from "../../src/series/drift.ts";
import { drawSeries } from "./drawSeries.ts";

const draws = 100;

/** How many of the draws drift. */
function count(n: number, options: { a: number; slope?: number }): number {
  let found = 0;
  for (let seed = 0; seed < draws / 2; seed++) {
    const { x, y } = drawSeries(n, { ...options, seed });
    for (const side of [x, y]) if (drift(side) !== null) found++;
  }
  return found;
}

test("nearly all random walks drift: a test at 5% takes about 5 in 100 for stationary", () => {
  // Three standard errors of 100 draws at .05 are .065; lags chosen by a criterion cost a few more.
  expect(count(500, { a: 1 })).toBeGreaterThanOrEqual(85);
});

test("series with short memory do not", () => {
  for (const a of [0, 0.5, 0.9]) expect(count(500, { a })).toBeLessThanOrEqual(3);
});

test("trends drift, weak ones among noise too, and say so", () => {
  // The slope's t is slope N^1.5 / sqrt 12: 9 for N = 500, 3.5 is the limit.
  expect(count(500, { a: 0, slope: 0.0028 })).toBe(draws);
  const { x } = drawSeries(500, { a: 0, slope: 0.0028, seed: 1 });
  expect(drift(x)).toBe("trend");
});
