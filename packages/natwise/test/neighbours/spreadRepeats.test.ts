import { expect, test } from "vitest";
import { spreadRepeats } from "../../src/neighbours/spreadRepeats.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { random } from "../../src/rows/random.ts";
import { cloud } from "./clouds.ts";

const column = (values: number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });

test("rows without repeated values are left alone", () => {
  const points = cloud("normal", 100, 3, 1);
  const spread = runToEnd(spreadRepeats(points, random(1)));
  expect(spread.points.data).toBe(points.data);
  expect(spread.share).toBe(0);
});

test("repeated values move within their own cell, others stay", () => {
  const values = [1, 2, 2, 2, 5, 9, 9, 1];
  const cells = [
    [0.5, 1.5], // as far outwards as inwards
    [1.5, 3.5],
    [7, 11],
  ];
  for (let seed = 0; seed < 50; seed++) {
    const { points, share } = runToEnd(spreadRepeats(column(values), random(seed)));
    expect(share).toBe(7 / 8);
    expect(points.data[4]).toBe(5);
    for (const [i, cell] of [
      [0, 0],
      [7, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [5, 2],
      [6, 2],
    ]) {
      expect(points.data[i]).toBeGreaterThanOrEqual(cells[cell][0]);
      expect(points.data[i]).toBeLessThanOrEqual(cells[cell][1]);
    }
    expect(new Set(points.data).size).toBe(8);
  }
});

test("values that differ by rounding count as one", () => {
  const { share } = runToEnd(spreadRepeats(column([0.02, 1.12 - 1.1, 0.01, 0.03, 0.04, 0.05]), random(1)));
  expect(share).toBe(2 / 6);
});

test("a constant column stays as it is", () => {
  const points = cloud("constant", 10, 1, 1);
  const spread = runToEnd(spreadRepeats(points, random(1)));
  expect(spread.points.data).toBe(points.data);
  expect(spread.share).toBe(0);
});

test("columns are spread on their own, and the same seed spreads them the same way", () => {
  const points = { data: Float64Array.from([0, 0.1, 0, 0.2, 1, 0.3, 1, 0.4]), n: 4, d: 2 };
  const spread = runToEnd(spreadRepeats(points, random(3)));
  expect([1, 3, 5, 7].map((i) => spread.points.data[i])).toEqual([0.1, 0.2, 0.3, 0.4]);
  expect(new Set([0, 2, 4, 6].map((i) => spread.points.data[i])).size).toBe(4);
  expect(runToEnd(spreadRepeats(points, random(3)))).toEqual(spread);
  expect(runToEnd(spreadRepeats(points, random(4)))).not.toEqual(spread);
});
