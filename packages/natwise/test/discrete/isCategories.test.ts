import { expect, test } from "vitest";
import { isCategories, random } from "../../src/index.ts";

const n = 1000;
const column = (values: number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });

test("few values, each met often, are categories", () => {
  expect(isCategories(column(Array.from({ length: n }, (_, i) => i % 40)))).toBe(true);
  expect(isCategories(column(Array.from({ length: n }, (_, i) => i % 60)))).toBe(false);
});

test("a value met once among two is a category: a text or a boolean that is rare", () => {
  expect(isCategories(column(Array.from({ length: n }, (_, i) => (i === 7 ? 1 : 0))))).toBe(true);
});

test("counts with a few large ones are categories", () => {
  expect(isCategories(column(Array.from({ length: n }, (_, i) => (i > n - 4 ? i : i % 8))))).toBe(true);
});

test("zeros with numbers on a scale between them are not categories, alone and beside another column", () => {
  const { normal } = random(1);
  const claims = Array.from({ length: n }, (_, i) => (i % 25 === 0 ? normal() : 0));
  expect(isCategories(column(claims))).toBe(false);
  const both = claims.flatMap((claim, i) => [i % 2, claim]);
  expect(isCategories({ data: Float64Array.from(both), n, d: 2 })).toBe(false);
});

test("a text of many values with a 0/1 column each is one of categories, if most are met again", () => {
  const oneHot = (values: number, rows: number) => ({
    data: Float64Array.from({ length: rows * values }, (_, at) =>
      Math.floor(at / values) % values === at % values ? 1 : 0,
    ),
    n: rows,
    d: values,
  });
  expect(isCategories(oneHot(30, 60))).toBe(true);
  expect(isCategories(oneHot(30, 40))).toBe(false);
});
