import { expect, it } from "vitest";
import { isCopy } from "../../src/tables/isCopy.ts";
import type { Column } from "../../src/types.ts";
import { noise } from "../files.ts";

const numbers = (values: number[]): Column => ({
  ...{ kind: "number", name: "x", values: Float64Array.from(values), time: false, integers: false },
});
const texts = (codes: number[]): Column => ({
  ...{ kind: "category", name: "g", codes: Int32Array.from(codes), values: ["u", "v", "w"] },
});
const x = Array.from({ length: 80 }, (_, i) => noise(i));
const g = x.map((value) => Math.floor(3 * value));

it("numbers in the same or the reversed order are copies, whatever stands for them", () => {
  for (const copy of [x, x.map((v) => 5 - 9 * v), x.map((v) => Math.exp(v))])
    expect(isCopy(numbers(x), numbers(copy))).toBe(true);
});

it("one pair out of order makes them none, early or late", () => {
  for (const at of [0, 79]) {
    const swapped = x.map((v, i) => (i === at ? v + 0.5 : v));
    expect(isCopy(numbers(x), numbers(swapped))).toBe(false);
  }
});

it("few values that stand for one another are copies, but not where one is a rougher version", () => {
  expect(isCopy(texts(g), texts(g.map((code) => 2 - code)))).toBe(true);
  expect(isCopy(texts(g), numbers(g.map((code) => [7, 1, 3][code])))).toBe(true);
  expect(isCopy(texts(g), texts(g.map((code) => Math.min(code, 1))))).toBe(false);
});

it("numbers met once that stand for one another in no order are none", () => {
  expect(isCopy(numbers(x), numbers(x.map((v) => Math.sin(1000 * v))))).toBe(false);
});
