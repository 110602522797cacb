import { describe, expect, it } from "vitest";
import { normalCdf } from "../../src/special/normalCdf.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { maps } from "../../src/tasks/maps.ts";
import { mapX } from "../../src/tasks/mapX.ts";
import { mapY } from "../../src/tasks/mapY.ts";
import type { RowMap } from "../../src/tasks/rowMap.ts";
import { solveIncreasing } from "../../src/tasks/solveIncreasing.ts";
import { student } from "../../src/tasks/student.ts";
import { expectNats } from "./laws.ts";

const { asinh, blob, halfCube, mixtureQuantile, shear, spiral, swissRoll, wiggly } = maps;
const bimodal = mixtureQuantile([
  { weight: 0.3, mean: 0 },
  { weight: 0.7, mean: 5, deviation: 2 },
]);
const waves = wiggly([
  { amplitude: 0.4, frequency: 1 },
  { amplitude: 0.2, frequency: 1.7, phase: 1 },
  { amplitude: 0.03, frequency: 3.3, phase: -2.5 },
]);
const normals = gaussian({ dims: 3, rho: 0.6 }).sample(500, 1).x;
const near = (found: Float64Array, expected: Float64Array, digits: number) =>
  found.forEach((value, j) => {
    expect(Math.abs(value - expected[j])).toBeLessThan(digits * Math.max(1, Math.abs(expected[j])));
  });

/** Every map on rows it takes. */
const all: [name: string, map: RowMap, rows: Float64Array[]][] = [
  ["asinh", asinh, rowsOf(3)],
  ["half-cube", halfCube, rowsOf(3)],
  ["cdf", maps.normalCdf, rowsOf(3)],
  ["wiggly", waves, rowsOf(3)],
  ["spiral", spiral(), rowsOf(3)],
  ["spiral in another plane", spiral({ plane: [2, 1], speed: 4 }), rowsOf(3)],
  ["swiss roll", swissRoll(), rowsOf(1).map((row) => row.map(normalCdf))],
  ["shear", shear(), rowsOf(3)],
  ["strong shear of two columns", shear({ amplitude: -3, frequency: 5 }), rowsOf(2)],
  ["blob", blob(), rowsOf(2)],
  ["blob of two pixels a side", blob({ size: 2, width: 0.7 }), rowsOf(2)],
  ["mixture", bimodal, rowsOf(3).map((row) => row.map(normalCdf))],
];

function rowsOf(d: number): Float64Array[] {
  return Array.from({ length: 500 }, (_, i) => normals.data.subarray(3 * i, 3 * i + d));
}

describe("maps", () => {
  it.each(all)("have an inverse, and leave their argument alone: %s", (_, map, rows) => {
    for (const row of rows) {
      const before = row.slice();
      near(map.inverse!(map.apply(row)), row, 1e-13);
      expect(row).toEqual(before);
    }
  });

  it.each([
    ["asinh of Cauchy's", mapX(student({ dims: { x: 2, y: 2 }, nu: 1 }), asinh)],
    ["half-cubes", mapY(gaussian({ rho: 0.75 }), halfCube)],
    ["a swiss roll", mapX(mapX(gaussian({ rho: 0.75 }), maps.normalCdf), swissRoll())],
    ["two modes", mapX(mapX(gaussian({ rho: 0.75 }), maps.normalCdf), bimodal)],
    ["wiggly", mapX(gaussian({ rho: 0.75 }), waves)],
    ["shears", mapY(mapX(gaussian({ dims: 3, rho: 0.5 }), shear()), shear({ frequency: 1 }))],
    ["images", mapY(mapX(gaussian({ dims: 2, rho: 0.8 }), blob()), blob({ size: 5 }))],
    ["spirals", mapY(mapX(gaussian({ dims: 3, rho: 0.5 }), spiral()), spiral({ plane: [1, 2] }))],
  ])("keep the information as the mean of the log ratio: %s", (_, task) => {
    expectNats(task, 5000, 3);
  });

  it("are what they are called", () => {
    expect(asinh.apply(Float64Array.of(-2, 3))).toEqual(Float64Array.of(Math.asinh(-2), Math.asinh(3)));
    near(halfCube.apply(Float64Array.of(-4, 9)), Float64Array.of(-8, 27), 1e-15);
    near(waves.apply(Float64Array.of(0)), Float64Array.of(0.2 * Math.sin(1) - 0.03 * Math.sin(2.5)), 1e-15);
    // 1.5 pi at u = 0, 4.5 pi at u = 1: t cos t = 0, t sin t = -t and t.
    near(swissRoll().apply(Float64Array.of(0)), Float64Array.of(0, (-1.5 * Math.PI) / 21), 1e-15);
    near(swissRoll().apply(Float64Array.of(1)), Float64Array.of(0, (4.5 * Math.PI) / 21), 1e-14);
  });

  it("a spiral turns by its speed times the square of the length, and only in its plane", () => {
    const turned = spiral({ plane: [0, 2], speed: 0.5 }).apply(Float64Array.of(1, 2, 0));
    near(turned, Float64Array.of(Math.cos(2.5), 2, Math.sin(2.5)), 1e-15);
    // By default 1 / columns.
    near(
      spiral().apply(Float64Array.of(1, 0, 0)),
      Float64Array.of(Math.cos(1 / 3), Math.sin(1 / 3), 0),
      1e-15,
    );
  });

  it("a shear moves every column by the one before it, not by where that went", () => {
    near(
      shear({ amplitude: 2, frequency: 3 }).apply(Float64Array.of(1, 0.5, -1)),
      Float64Array.of(1, 0.5 + 2 * Math.sin(3), -1 + 2 * Math.sin(1.5)),
      1e-15,
    );
  });

  it("a blob is brightest where its columns say, and falls as a normal density", () => {
    const pixels = blob({ size: 5, width: 1 }).apply(Float64Array.of(1, -2));
    expect(pixels).toHaveLength(25);
    expect(pixels[3 * 5 + 0]).toBe(1);
    expect(pixels[3 * 5 + 1]).toBeCloseTo(Math.exp(-0.5), 14);
    expect(pixels[0]).toBeCloseTo(Math.exp(-4.5), 14);
  });

  it("a mixture's quantile has as many values below each as the mixture says", () => {
    for (const p of [1e-9, 0.1, 0.3, 0.31, 0.8, 1 - 1e-9]) {
      const [v] = bimodal.apply(Float64Array.of(p));
      expect(0.3 * normalCdf(v) + 0.7 * normalCdf((v - 5) / 2)).toBeCloseTo(p, 13);
    }
  });

  it("refuse what is not one to one, and rows they do not take", () => {
    expect(() => wiggly([{ amplitude: 0.6, frequency: -2 }])).toThrow(
      "wiggly: amplitudes times frequencies must add up to less than 1 for a one-to-one map, got 1.2",
    );
    expect(() => mixtureQuantile([{ weight: 0.5, mean: 0 }])).toThrow("weights must add up to 1, got 0.5");
    expect(() => mixtureQuantile([{ weight: 1, mean: 0, deviation: 0 }])).toThrow(
      "weights and deviations must be above 0, got 1 and 0",
    );
    expect(() => bimodal.apply(Float64Array.of(1))).toThrow("p must be between 0 and 1, got 1");
    expect(() => spiral({ plane: [0, 3] }).apply(new Float64Array(3))).toThrow(
      "spiral: plane must be two different columns of 3, from 0, got 0 and 3",
    );
    expect(() => spiral({ plane: [1, 1] }).apply(new Float64Array(3))).toThrow("two different columns");
    expect(() => shear().apply(Float64Array.of(1))).toThrow(
      "shear: rows must have two columns or more, got 1; use wiggly for one",
    );
    expect(() => blob({ size: 1 })).toThrow("blob: size must be 2 or more, got 1");
    expect(() => blob({ width: 0 })).toThrow("blob: width must be above 0 and finite, got 0");
    expect(() => blob().apply(Float64Array.of(1))).toThrow("blob: rows must have two columns, got 1");
    expect(() => swissRoll().apply(new Float64Array(2))).toThrow(
      "swissRoll: rows must have one column, got 2",
    );
  });
});

describe("solveIncreasing", () => {
  it("finds the last digit", () => {
    expect(solveIncreasing(Math.cbrt, 2, 0, 100)).toBeCloseTo(8, 13);
    expect(solveIncreasing((v) => v, 1e-300, -1, 1)).toBeCloseTo(1e-300, 310);
  });
});
