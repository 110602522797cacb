import { describe, expect, test } from "vitest";
import { localPermutation } from "../../src/inference/localPermutation.ts";
import { blocks, circularShift, shuffled, withinGroups } from "../../src/inference/surrogates.ts";
import { matrix } from "../../src/rows/matrix.ts";
import { random } from "../../src/rows/random.ts";

const n = 120;
const z = matrix(
  Array.from({ length: n }, (_, i) => i % 7),
  "z",
);
const line = matrix(
  Array.from({ length: n }, (_, i) => Math.sin(i)),
  "z",
);

describe.each([
  shuffled(),
  withinGroups(z),
  circularShift({ margin: 10 }),
  blocks({ length: 7 }),
  blocks({ length: 24 }),
  localPermutation(line, { k: 5 }),
])("$name", (surrogate) => {
  test("names every row once", () => {
    for (let b = 0; b < 20; b++) {
      const order = surrogate.order(n, random(0, b));
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });
  test("is another one for another stream, the same for the same", () => {
    expect(surrogate.order(n, random(0, 1))).toEqual(surrogate.order(n, random(0, 1)));
    expect(surrogate.order(n, random(0, 1))).not.toEqual(surrogate.order(n, random(0, 2)));
  });
});

test("within groups a row meets a row of its group, any of them equally often", () => {
  const small = matrix([0, 0, 0, 1, 1], "z");
  const met = Array.from({ length: 3 }, () => [0, 0, 0]);
  for (let b = 0; b < 3000; b++) {
    const order = withinGroups(small).order(5, random(2, b));
    for (const i of [3, 4]) expect(order[i]).toBeGreaterThan(2);
    for (let i = 0; i < 3; i++) met[i][order[i]]++;
  }
  // 1000 each, with a deviation of 26.
  for (const count of met.flat()) expect(Math.abs(count - 1000)).toBeLessThan(110);
});

test("a circular shift keeps neighbours beside each other and moves at least the margin", () => {
  for (let b = 0; b < 200; b++) {
    const order = circularShift({ margin: 40 }).order(n, random(3, b));
    expect(order[0]).toBeGreaterThanOrEqual(40);
    expect(order[0]).toBeLessThanOrEqual(80);
    for (let i = 1; i < n; i++) expect(order[i]).toBe((order[i - 1] + 1) % n);
  }
});

test("blocks keep all but one in `length` of the steps from a row to the next", () => {
  const order = blocks({ length: 24 }).order(n, random(4));
  const kept = order.filter((row, i) => i > 0 && row === (order[i - 1] + 1) % n).length;
  expect(kept).toBeGreaterThanOrEqual(n - 1 - n / 24 - 1);
});

test("among neighbours a row meets one whose z is near", () => {
  const order = localPermutation(line, { k: 5 }).order(n, random(5));
  const far = [...order].map((from, to) => Math.abs(line.data[from] - line.data[to]));
  // 120 values of sin: neighbours are apart by 0.02 to 0.1, any two rows by 0.8 on average.
  expect(far.reduce((a, b) => a + b, 0) / n).toBeLessThan(0.15);
});

test("refuses what leaves nothing to draw", () => {
  expect(() => withinGroups(line)).toThrow("z must repeat, got 120 different rows among 120");
  expect(() => circularShift({ margin: 55 }).order(n, random(0))).toThrow("margin must be from 1 to 50");
  expect(() => blocks({ length: 30 }).order(n, random(0))).toThrow("a fifth of the 120 rows, got 30");
});
