import { describe, expect, it } from "vitest";
import { gridScreen, gridTest, random } from "../../src/index.ts";
import { rankCells } from "../../src/inference/rankCells.ts";

const N = 500;
const draws = random(3);
const y = Float64Array.from({ length: N }, () => draws.normal());
const near = y.map((value) => value + draws.normal());
const far = y.map(() => draws.normal());
const column = (data: Float64Array) => ({ data, n: data.length, d: 1 });

describe("gridScreen", () => {
  it("has the plug-in information of gridTest", async () => {
    const [screened] = gridScreen(y, [near], { permutations: 0 });
    const tested = await gridTest(column(near), column(y), {
      permutations: 1,
      context: { seed: 0, engine: () => Promise.reject() },
    });
    expect(screened.nats).toBeCloseTo(tested.nats, 12);
  });

  it("finds dependence, and takes the surrogates' mean off what independent columns have by chance", () => {
    const [found, none] = gridScreen(y, [near, far]);
    expect(found).toMatchObject({ n: N, reached: 0, shuffles: 999 });
    // Normals with correlation 1/sqrt 2 have 0.347 nats; a grid of 10 x 10 cells keeps most of it.
    expect(found.nats).toBeGreaterThan(0.2);
    // The plug-in value of 9 x 9 degrees of freedom has a standard deviation of sqrt(2 * 81) / 2N = 0.013.
    expect(Math.abs(none.nats)).toBeLessThan(4 * 0.013);
    expect(none.reached).toBeGreaterThan(10);
  });

  it("ends where enough surrogates reached the value, with a p-value near that of all", () => {
    const [all] = gridScreen(y, [far]);
    const [few] = gridScreen(y, [far], { enough: 20 });
    expect(few.reached).toBe(20);
    expect(few.shuffles).toBeLessThan(200);
    // 20 of them: a relative standard error of 1 / sqrt 20.
    expect(Math.abs(Math.log(few.reached / few.shuffles / (all.reached / all.shuffles)))).toBeLessThan(1);
  });

  it("can be gone on with: parts of the surrogates count what all count", () => {
    const [all] = gridScreen(y, [far], { permutations: 300 });
    const parts = [0, 100, 200].map((first) => gridScreen(y, [far], { permutations: 100, first })[0].reached);
    expect(parts.reduce((a, b) => a + b)).toBe(all.reached);
  });

  it("uses the rows in which both have a value, whatever the other columns lack", () => {
    const gaps = near.map((value, i) => (i % 3 === 0 ? Number.NaN : value));
    const rows = [...gaps.keys()].filter((i) => i % 3 !== 0);
    const at = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]);
    const [, beside] = gridScreen(y, [near, gaps]);
    expect(beside).toEqual(gridScreen(at(y), [at(near)])[0]);
    expect(gridScreen(y, [y.map(() => Number.NaN)])[0]).toMatchObject({ n: 0, nats: 0 });
  });

  it("has p-values that are uniform where there is nothing", () => {
    const columns = Array.from({ length: 200 }, (_, c) => {
      const own = random(4, c);
      return Float64Array.from({ length: 100 }, () => own.uniform());
    });
    const p = gridScreen(y.subarray(0, 100), columns, { permutations: 99 }).map(
      ({ reached, shuffles }) => (1 + reached) / (1 + shuffles),
    );
    // Kolmogorov and Smirnov: with 200 values the distance stays below 1.63 / sqrt 200 in 99 of 100 samples.
    const sorted = p.sort((a, b) => a - b);
    const distance = Math.max(...sorted.map((value, i) => Math.abs(value - (i + 0.5) / 200)));
    expect(distance).toBeLessThan(1.63 / Math.sqrt(200));
  });

  it("refuses columns of different lengths", () => {
    expect(() => gridScreen(y, [near.subarray(1)])).toThrow(
      "gridScreen: columns must have the 500 rows of y",
    );
  });
});

describe("rankCells", () => {
  it("cuts into cells of equal counts, keeps equal values together, and takes -0 for 0", () => {
    const { codes, count } = rankCells(far, 10);
    expect(count).toBe(10);
    for (let c = 0; c < 10; c++) expect(codes.filter((code) => code === c)).toHaveLength(50);
    const few = rankCells(Float64Array.from([3, -0, 0, 3, 7, 7, 7]), 5);
    expect([...few.codes]).toEqual([1, 0, 0, 1, 2, 2, 2]);
    expect(few.count).toBe(3);
  });
});
