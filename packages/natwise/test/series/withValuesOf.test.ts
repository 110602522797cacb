import { expect, test } from "vitest";
import { withValuesOf } from "../../src/series/withValuesOf.ts";

const column = (...values: number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });

test("ranks are the path's, and values the original's, repeated ones included", () => {
  expect([...withValuesOf(column(0.3, -1, 9, 2), column(5, 7, 5, 6)).data]).toEqual([5, 5, 7, 6]);
});

test("fewer or more rows take quantiles", () => {
  const original = column(4, 3, 2, 1);
  expect([...withValuesOf(column(10, 20), original).data]).toEqual([2, 4]);
  expect([...withValuesOf(column(1, 2, 3, 4, 5, 6, 7, 8), original).data]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
});
