import { describe, expect, it } from "vitest";
import { oneHot } from "../../src/rows/oneHot.ts";
import { random } from "../../src/rows/random.ts";

const side = (data: number[], d: number) => ({ data: Float64Array.from(data), n: data.length / d, d });

describe("oneHot", () => {
  it("has a 0/1 column for each code, the most frequent first, and one for a column of two", () => {
    const { rows, indicators, merged } = oneHot(side([7, 1, 5, 0, 7, 1, 9, 1], 2));
    expect(indicators).toEqual([
      { column: 0, code: 7 },
      { column: 0, code: 5 },
      { column: 0, code: 9 },
      { column: 1, code: 1 },
    ]);
    expect([...rows.data]).toEqual([1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1]);
    expect(merged).toEqual([]);
  });

  it("every row has one 1 for each column of three codes or more, and rare codes share the last", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { integer } = random(seed);
      const codes = Array.from({ length: 300 }, () => Math.min(integer(60), integer(60)));
      const different = new Set(codes).size;
      const most = 3 + integer(80);
      const { rows, indicators, merged } = oneHot(side(codes, 1), { most });
      expect(rows.d).toBe(Math.min(different, most));
      for (let i = 0; i < 300; i++) {
        const own = rows.data.subarray(i * rows.d, (i + 1) * rows.d);
        expect(own.reduce((sum, value) => sum + value)).toBe(1);
        const { code } = indicators[own.indexOf(1)];
        if (code !== null) expect(code).toBe(codes[i]);
      }
      expect(merged).toEqual(different > most ? [{ column: 0, values: different, kept: most - 1 }] : []);
      // Of any number of codes the kept ones are the most frequent.
      const times = (code: number) => codes.filter((one) => one === code).length;
      const kept = indicators.flatMap(({ code }) => (code === null ? [] : [code]));
      const rare = [...new Set(codes)].filter((code) => !kept.includes(code));
      expect(Math.min(...kept.map(times))).toBeGreaterThanOrEqual(Math.max(0, ...rare.map(times)));
    }
  });

  it("without the redundant columns the last code of a column is all zeros", () => {
    const { rows, indicators } = oneHot(side([0, 1, 2, 0, 1, 0], 1), { redundant: false });
    expect(indicators.map(({ code }) => code)).toEqual([0, 1]);
    expect([...rows.data]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0]);
  });
});
