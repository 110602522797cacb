import { expect, it } from "vitest";
import { folds } from "../../src/training/folds.ts";

it.each([20, 103, 342, 5000])(
  "tests each of %d rows once, and never trains or stops on a row it tests",
  (n) => {
    const parts = folds(n, 5, 1);
    const tested = parts.flatMap(({ test }) => [...test]).sort((a, b) => a - b);
    expect(tested).toEqual(Array.from({ length: n }, (_, i) => i));
    for (const { train, validation, test } of parts) {
      expect(new Set([...train, ...validation, ...test]).size).toBe(n);
      expect(train.length + validation.length + test.length).toBe(n);
      expect(train.length).toBeGreaterThan(validation.length);
    }
  },
);

it("tests and validates on a limited number of rows", () => {
  const parts = folds(1_000_000, 5, 1);
  expect(parts.map(({ test }) => test.length)).toEqual(Array(5).fill(8192));
  expect(parts.map(({ validation }) => validation.length)).toEqual(Array(5).fill(2000));
  expect(parts.map(({ train }) => train.length)).toEqual(Array(5).fill(798_000));
});

it("tests a fifth of the rows when there is one fold", () => {
  const [{ train, validation, test }] = folds(1000, 1, 1);
  expect([train.length, validation.length, test.length]).toEqual([700, 100, 200]);
});

it("orders the rows by the seed alone", () => {
  expect(folds(50, 5, 1)).toEqual(folds(50, 5, 1));
  expect(folds(50, 5, 1)).not.toEqual(folds(50, 5, 2));
});

it("cuts a series into stretches, in random order within", () => {
  const parts = folds(1000, 5, 1, { series: true });
  expect(parts.map(({ test }) => [Math.min(...test), Math.max(...test)])).toEqual([
    [0, 199],
    [200, 399],
    [400, 599],
    [600, 799],
    [800, 999],
  ]);
  for (const { train, validation, test } of parts) {
    expect(new Set([...train, ...validation, ...test]).size).toBe(1000);
    // In random order about half of the rows are below the row before.
    const falls = test.filter((row, i) => i > 0 && row < test[i - 1]).length;
    expect(Math.abs(falls - 100)).toBeLessThan(30);
  }
});
