import { describe, expect, it } from "vitest";
import { ksgNats } from "../../src/neighbours/ksg.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { standardise } from "../../src/rows/standardise.ts";
import { cubic } from "../../src/tasks/cubic.ts";
import { elementwise } from "../../src/tasks/elementwise.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { linear } from "../../src/tasks/linear.ts";
import { mapX } from "../../src/tasks/mapX.ts";
import { mapY } from "../../src/tasks/mapY.ts";
import type { Task } from "../../src/types.ts";

const base = gaussian({ dims: 2, rho: 0.7 });
const asinh = elementwise({ id: "asinh", apply: Math.asinh, inverse: Math.sinh });
const halfCube = elementwise({ id: "half-cube", apply: (v) => v * Math.sqrt(Math.abs(v)) });
const mixed = linear({ data: Float64Array.of(1, 0.3, -0.4, 1.1), n: 2, d: 2 });

describe("a mapped task", () => {
  it.each([
    ["x through asinh", mapX(base, asinh)],
    ["y through a half cube", mapY(base, halfCube)],
    ["x and y through maps", mapX(mapY(base, mixed), asinh)],
    // Not the random W: its skewed neighbourhoods bias KSG. The density ratio below vouches for it.
    ["cubic", cubic(base)],
  ])("keeps the information and what KSG finds of it: %s", (_, task) => {
    expect(task.nats).toBe(base.nats);
    expect(task.dims).toEqual(base.dims);
    // Two draws of KSG's error at N = 2,000: some .03 each by its own standard error; its bias differs with the shape.
    expect(Math.abs(ksg(task) - ksg(base))).toBeLessThan(0.12);
    expect(Math.abs(ksg(task) - base.nats)).toBeLessThan(0.12);
  });

  it.each([
    ["x through asinh", mapX(base, asinh)],
    ["cubic with a random W", cubic(base, { W: "random", seed: 3 })],
  ])("has its density ratio through the inverse: %s", (_, task) => {
    const { x, y } = task.sample(50, 9);
    const before = base.sample(50, 9);
    for (let i = 0; i < 50; i++) {
      const row = (data: Float64Array) => data.subarray(2 * i, 2 * i + 2);
      expect(task.logRatio?.(row(x.data), row(y.data))).toBeCloseTo(
        base.logRatio?.(row(before.x.data), row(before.y.data)) as number,
        8,
      );
    }
  });

  it("has no density ratio where the map has no inverse", () => {
    expect(mapY(base, halfCube).logRatio).toBeUndefined();
    expect(mapX(base, halfCube).logRatio).toBeUndefined();
  });

  it("says what it is made of", () => {
    expect(cubic(base, { W: "random" }).id).toBe("gaussian-2d-rho0.7-y.linear-y.cube");
    expect(mapX(base, asinh).id).toBe("gaussian-2d-rho0.7-x.asinh");
  });

  it("changes dimensions with its map", () => {
    const curve = { id: "curve", apply: (row: Float64Array) => Float64Array.from([...row, row[0] ** 2]) };
    const task = mapX(base, curve);
    expect(task.dims).toEqual({ x: 3, y: 2 });
    expect(task.sample(4, 1).x).toMatchObject({ n: 4, d: 3 });
  });
});

describe("linear", () => {
  it("refuses a matrix that loses a dimension or is not square", () => {
    const matrix = (...data: number[]) => ({ data: Float64Array.from(data), n: 2, d: 2 });
    expect(() => linear(matrix(1, 2, 2, 4))).toThrow("W must have full rank, got rank 1 of 2");
    expect(() => linear(matrix(0, 0, 0, 0))).toThrow("W must have full rank, got rank 0 of 2");
    expect(() => linear({ data: new Float64Array(2), n: 1, d: 2 })).toThrow("W must be square, got [1, 2]");
  });
});

function ksg(task: Task): number {
  const { x, y } = task.sample(2000, 4);
  return runToEnd(ksgNats(standardise(x, "x"), standardise(y, "y"))).nats;
}
