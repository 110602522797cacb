import { expect, test } from "vitest";
import { countRows, pairs, symbols } from "../../src/discrete/symbols.ts";
import { random } from "../../src/rows/random.ts";

test("equal rows are one symbol, numbered as they appear", () => {
  const rows = { data: Float64Array.of(2, 7, 2, 5, 2, 7, 0, 7, -0, 7), n: 5, d: 2 };
  const { codes, count } = symbols(rows);
  expect([...codes]).toEqual([0, 1, 0, 2, 2]);
  expect(count).toBe(3);
  expect([...countRows({ codes, count })]).toEqual([2, 1, 2]);
});

test("it is what comparing rows as texts gives, for any number of columns", () => {
  const { integer } = random(1);
  for (const d of [1, 2, 5]) {
    const n = 400;
    const data = Float64Array.from({ length: n * d }, () => integer(3) - 1);
    const texts = Array.from({ length: n }, (_, i) => data.slice(i * d, (i + 1) * d).join(" "));
    const order = [...new Set(texts)];
    const { codes, count } = symbols({ data, n, d });
    expect(count).toBe(order.length);
    expect([...codes]).toEqual(texts.map((text) => order.indexOf(text)));
  }
});

test("pairs of symbols are the symbols of both side by side", () => {
  const { integer } = random(2);
  const n = 300;
  const data = Float64Array.from({ length: 3 * n }, () => integer(4));
  const column = (j: number, d: number) => ({
    data: data.filter((_, i) => i % 3 >= j && i % 3 < j + d),
    n,
    d,
  });
  const both = pairs(symbols(column(0, 1)), symbols(column(1, 2)));
  expect(both).toEqual(symbols({ data, n, d: 3 }));
});

test("a constant side leaves the pairs to the other", () => {
  const constant = symbols({ data: new Float64Array(3), n: 3, d: 1 });
  const other = symbols({ data: Float64Array.of(1, 2, 1), n: 3, d: 1 });
  expect(pairs(constant, other)).toEqual(other);
  expect(pairs(other, constant)).toEqual(other);
});
