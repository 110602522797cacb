import { describe, expect, it } from "vitest";
import { encodeAsNumbers, encodeColumns } from "../../src/tables/encodeColumns.ts";
import type { Column } from "../../src/types.ts";

const numbers = (name: string, values: number[]): Column => ({
  ...{ kind: "number", name, values: Float64Array.from(values), time: false, integers: false },
});
/** Texts as they are read: coded in alphabetical order. */
function texts(name: string, of: string[]): Column {
  const values = [...new Set(of)].sort();
  return { kind: "category", name, values, codes: Int32Array.from(of, (text) => values.indexOf(text)) };
}

describe("encodeColumns", () => {
  it("makes a side of texts alone codes of categories, a column each, however many values they have", () => {
    const of = Array.from({ length: 400 }, (_, i) => `c${i % 200}`);
    const encoded = encodeColumns([texts("city", of), texts("yes", ["b", "a", ...of.slice(2)])]);
    expect(encoded).toMatchObject({ categories: true, labels: ["city", "yes"], shape: [400, 2] });
    const alike = (i: number, j: number) => encoded.data[2 * i] === encoded.data[2 * j];
    for (let i = 0; i < 400; i++) expect(alike(i, 7)).toBe(of[i] === of[7]);
    expect(encoded.notes[0]).toMatchObject({
      code: "categories",
      values: { values: 200 },
      columns: ["city"],
    });
  });

  it("leaves numbers as they are, and makes two texts 0 and 1 and more texts one-hot, the most frequent first", () => {
    const encoded = encodeColumns([
      numbers("age", [1, 2, 3, 4]),
      texts("yes", ["b", "a", "b", "b"]),
      texts("city", ["x", "z", "y", "z"]),
    ]);
    expect(encoded.labels).toEqual(["age", "yes=b", "city=z", "city=x", "city=y"]);
    expect(encoded.shape).toEqual([4, 5]);
    expect([...encoded.data]).toEqual([
      ...[1, 1, 0, 1, 0],
      ...[2, 0, 1, 0, 0],
      ...[3, 1, 0, 0, 1],
      ...[4, 1, 1, 0, 0],
    ]);
    expect(encoded.notes.map(({ code, values, columns }) => [code, values, columns])).toEqual([
      ["twoValues", { zero: "a", one: "b" }, ["yes"]],
      ["oneHot", { values: 3 }, ["city"]],
    ]);
  });

  it("merges all but the 31 most frequent of many texts, and every row has one 1", () => {
    const of = Array.from({ length: 400 }, (_, i) => `c${Math.floor(i ** 0.65)}`);
    const encoded = encodeAsNumbers([texts("c", of)]);
    const [n, d] = encoded.shape;
    expect([n, d]).toEqual([400, 32]);
    expect(encoded.labels[31]).toBe("c=(others)");
    expect(encoded.notes[0]).toMatchObject({ code: "valuesMerged", values: { kept: 31 } });
    for (let i = 0; i < n; i++)
      expect(encoded.data.subarray(i * d, (i + 1) * d).reduce((a, b) => a + b)).toBe(1);
  });
});
