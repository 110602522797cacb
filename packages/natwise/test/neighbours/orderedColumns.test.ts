import { expect, test } from "vitest";
import { orderedColumns, orderedSideBySide } from "../../src/neighbours/orderedColumns.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";
import { cloud, type clouds } from "./clouds.ts";

/** The definition: a stable sort by comparison, column by column. */
function sortedByComparison({ data, n, d }: Matrix): Int32Array {
  const columns = Array.from({ length: d }, (_, j) =>
    Array.from({ length: n }, (_, i) => i).sort((a, b) => data[a * d + j] - data[b * d + j] || a - b),
  );
  return Int32Array.from(columns.flat());
}

const kinds: (keyof typeof clouds)[] = ["normal", "wholeNumbers", "clustered", "heavyTailed", "constant"];

test.each(kinds)("columns are in order, and equal values keep the order of their rows: %s", (kind) => {
  for (const n of [1, 2, 50, 3000]) {
    const points = cloud(kind, n, 3, n);
    const { orders, data } = runToEnd(orderedColumns(points));
    expect(orders).toEqual(sortedByComparison(points));
    expect(data).toBe(points.data);
  }
});

test("doubles that differ in their last bits, in sign, or beyond the normal ones are in order", () => {
  const draws = random(1);
  const special = [
    0,
    -Number.MIN_VALUE,
    Number.MIN_VALUE,
    -1e-310,
    1e-310,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
  ];
  const close = Array.from(
    { length: 500 },
    () => (draws.uniform() < 0.5 ? -1 : 1) * (1 + draws.integer(40) * 2 ** -52),
  );
  const values = Float64Array.from([...special, ...close]);
  const points = { data: values, n: values.length, d: 1 };
  expect(runToEnd(orderedColumns(points)).orders).toEqual(sortedByComparison(points));
});

test("columns in order stay so side by side, and are not sorted again", () => {
  const [x, y] = [cloud("normal", 40, 2, 1), cloud("wholeNumbers", 40, 1, 2)].map((points) =>
    runToEnd(orderedColumns(points)),
  );
  const both = orderedSideBySide(x, y);
  expect(both.orders).toEqual(sortedByComparison(both));
  expect(runToEnd(orderedColumns(both))).toBe(both);
});
