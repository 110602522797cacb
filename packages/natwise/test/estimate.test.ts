import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { bounds, concat, estimate, ksg, neural, random, separable } from "../src/index.ts";

const engine = onnxEngine();
afterAll(() => engine.dispose());

const rho = 0.9;
const truth = -0.5 * Math.log(1 - rho * rho);

describe("estimate", () => {
  // All but those that need a density no data tell: p(y), or p(y|x).
  const trainable = Object.entries(bounds).filter(
    ([name]) => !["ba", "baRate", "leaveOneOut", "club"].includes(name),
  );
  it.each(trainable)("finds the information of a bivariate normal with %s, held out", async (_, bound) => {
    const [x, y] = normals(2000, rho, 1);
    const found = await estimate(x, y, {
      engine,
      seed: 1,
      estimator: neural({ bound: bound(), folds: 2 }),
    });
    // One draw's pointwise information has standard deviation rho: three standard errors are .06 at N = 2,000. Below,
    // a critic trained on 800 rows may also lose some .06 of fit.
    expect(found.nats).toBeGreaterThan(truth - 0.12);
    expect(found.nats).toBeLessThan(truth + 0.06);
    expect(found.nats).toBe(found.heldOut);
    expect(found.curves).toHaveLength(2);
    expect(found.guarantee).toBe(bound().guarantee);
  });

  it("gives the same number for the same seed whatever the number of workers", async () => {
    const [x, y] = normals(300, rho, 2);
    const estimator = neural({ bound: bounds.mine(), steps: 200 });
    const values = await Promise.all(
      [1, 2, 3].map(async (workers) => {
        const own = onnxEngine({ workers });
        const { nats } = await estimate(x, y, { engine: own, seed: 5, estimator });
        await own.dispose();
        return nats;
      }),
    );
    expect(new Set(values).size).toBe(1);
    const other = await estimate(x, y, { engine, seed: 6, estimator });
    expect(other.nats).not.toBe(values[0]);
  });

  it("does not report what a critic memorised: few rows, many columns, no information", async () => {
    const draws = random(3);
    const noise = () => Array.from({ length: 200 }, () => Array.from({ length: 10 }, () => draws.normal()));
    const found = await estimate(noise(), noise(), {
      engine,
      estimator: neural({ bound: bounds.infoNCE(), critic: separable() }),
    });
    expect(found.nats).toBeLessThan(0.1);
  });

  it("says so where no critic did better than one that tells nothing, and then claims no standard error", async () => {
    const draws = random(12);
    const noise = () => Array.from({ length: 100 }, () => Array.from({ length: 5 }, () => draws.normal()));
    const found = await estimate(noise(), noise(), {
      engine,
      estimator: neural({ bound: bounds.infoNCE(), folds: 2, learningRate: 0.05 }),
    });
    expect(found.nats).toBeCloseTo(0, 4);
    expect(found.standardError).toBeNull();
    expect(found.warnings.join(" ")).toContain("Nothing was found");
  });

  it("warns of a ceiling that is near", async () => {
    const [x] = normals(200, 0, 4);
    const found = await estimate(x, x, { engine, estimator: neural({ bound: bounds.infoNCE(), folds: 2 }) });
    expect(found.ceiling).toBeCloseTo(Math.log(100), 6);
    expect(found.warnings.join(" ")).toContain("near its ceiling of 4.61 nats");
  });

  it("warns when training stopped before it converged, and of few rows", async () => {
    const [x, y] = normals(100, rho, 5);
    const found = await estimate(x, y, {
      engine,
      estimator: neural({ bound: bounds.mine(), steps: 20, folds: 2 }),
    });
    expect(found.warnings.join(" ")).toContain("Not converged");
    expect(found.warnings.join(" ")).toContain("Few rows");
  });

  it("takes rows, one column, or a typed array with its shape", async () => {
    const [x, y] = normals(100, rho, 6);
    const flat = (rows: number[][]) => Float64Array.from(rows.flat());
    const values = await Promise.all([
      estimate(x, y, { estimator: ksg() }),
      estimate(flat(x), Array.from(flat(y)), { estimator: ksg() }),
      estimate(
        { data: flat(x), shape: [100, 1] },
        { data: Float32Array.from(flat(y)), shape: [100] },
        { estimator: ksg() },
      ),
    ]);
    expect(values[1].nats).toBe(values[0].nats);
    expect(values[2].nats).toBeCloseTo(values[0].nats, 3);
    expect(values[0].dims).toEqual({ x: 1, y: 1, given: 0 });
  });

  it("stops when it is told to, with the caller's reason", async () => {
    const [x, y] = normals(2000, rho, 7);
    const controller = new AbortController();
    const running = estimate(x, y, {
      engine,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("enough")),
      estimator: neural({ bound: bounds.mine(), every: 20 }),
    });
    await expect(running).rejects.toThrow("enough");
  });

  it("reports progress that only grows", async () => {
    const [x, y] = normals(100, rho, 8);
    const seen: number[] = [];
    await estimate(x, y, {
      engine,
      onProgress: ({ done }) => seen.push(done),
      estimator: neural({ bound: bounds.dv(), steps: 60, every: 20, folds: 2 }),
    });
    expect(seen.length).toBeGreaterThan(3);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBe(1);
  });
});

describe("estimate refuses", () => {
  const column = Array.from({ length: 30 }, (_, i) => [Math.sin(i)]);
  const cases: [string, () => Promise<unknown>, string][] = [
    [
      "different numbers of rows",
      () => estimate(column, column.slice(1)),
      "estimate: x and y must have the same number of rows, got 30 and 29",
    ],
    [
      "fewer than 20 rows",
      () => estimate(column.slice(0, 19), column.slice(0, 19)),
      "estimate: needs at least 20 rows, got 19",
    ],
    [
      "a constant column",
      () =>
        estimate(
          column.map(() => [1e9 + 0.1]),
          column,
        ),
      "x: column 0 is constant",
    ],
    [
      "values that are not finite",
      () =>
        estimate(
          column.map((_, i) => [i === 3 ? Number.NaN : i]),
          column,
        ),
      "x: values must be finite, got NaN in row 3, column 0",
    ],
    [
      "rows of different lengths",
      () =>
        estimate(
          column,
          column.map((row, i) => (i === 2 ? [1, 2] : row)),
        ),
      "y: every row must have 1 values, got 2 in row 2",
    ],
    [
      "a shape that does not fit",
      () => estimate({ data: new Float64Array(30), shape: [10, 2] }, column),
      "x: shape must be [rows, columns] of 30 values, got [10, 2]",
    ],
    ["no rows", () => estimate([], []), "x: must have rows and columns, got [0, 1]"],
    [
      "what is no data",
      () => estimate(3 as never, column),
      "x: must be rows, a column or { data, shape }, got number",
    ],
    [
      "a seed that is no integer",
      () => estimate(column, column, { seed: 0.5, engine }),
      "random: seed must be an integer, got 0.5",
    ],
  ];
  it.each(cases)("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });

  const options: [string, () => unknown, string][] = [
    [
      "steps 0",
      () => neural({ bound: bounds.mine(), steps: 0 }),
      "neural: steps must be a whole number above 0, got 0",
    ],
    [
      "a batch of one",
      () => neural({ bound: bounds.mine(), batch: 1 }),
      "neural: batch must be at least 2, got 1",
    ],
    [
      "a learning rate of 0",
      () => neural({ bound: bounds.mine(), learningRate: 0 }),
      "neural: learningRate must be above 0, got 0",
    ],
    [
      "a critic without hidden layers",
      () => concat({ hidden: [] }),
      "concat: needs at least one hidden layer, got none",
    ],
  ];
  it.each(options)("%s when the estimator is made", (_, make, message) => {
    expect(make).toThrow(message);
  });

  it("more folds than a quarter of the rows", async () => {
    const run = estimate(column, column, { engine, estimator: neural({ bound: bounds.mine(), folds: 8 }) });
    await expect(run).rejects.toThrow("folds: must be between 1 and a quarter of the 30 rows, got 8");
  });
});

function normals(n: number, rho: number, seed: number): [number[][], number[][]] {
  const draws = random(seed);
  const x = Array.from({ length: n }, () => [draws.normal()]);
  return [x, x.map(([a]) => [rho * a + Math.sqrt(1 - rho * rho) * draws.normal()])];
}
