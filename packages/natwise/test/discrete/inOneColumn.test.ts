import { expect, it } from "vitest";
import { inOneColumn } from "../../src/discrete/inOneColumn.ts";
import { random } from "../../src/rows/random.ts";

it("equal rows are at distance 0, others beyond the range of any standardised column", () => {
  const { integer } = random(1);
  const data = Float64Array.from({ length: 600 }, () => integer(12));
  const side = { data, n: 300, d: 2, categories: true };
  const { data: places, d } = inOneColumn(side);
  expect(d).toBe(1);
  for (let i = 0; i < 300; i++) {
    const equal = data[2 * i] === data[0] && data[2 * i + 1] === data[1];
    const distance = Math.abs(places[i] - places[0]);
    expect(equal ? distance === 0 : distance > Math.sqrt(2 * 300)).toBe(true);
  }
});

it("the most frequent category comes first, and a side of numbers stays as it is", () => {
  const codes = { data: Float64Array.of(5, 3, 3, 8, 8, 8), n: 6, d: 1, categories: true };
  expect([...inOneColumn(codes, { apart: 1 }).data]).toEqual([2, 1, 1, 0, 0, 0]);
  const numbers = { ...codes, categories: false };
  expect(inOneColumn(numbers)).toBe(numbers);
});
