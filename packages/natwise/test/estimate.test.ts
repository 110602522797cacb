import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import {
  auto,
  bounds,
  concat,
  discrete,
  estimate,
  gaussianCopula,
  gaussianMi,
  ksg,
  neural,
  random,
  remark,
  separable,
} from "../src/index.ts";
import type { Remark } from "../src/remarks.ts";
import type { Bound } from "../src/types.ts";
import { twins } from "./bounds/twins.ts";

const engine = onnxEngine();
afterAll(() => engine.dispose());

const rho = 0.9;
const truth = -0.5 * Math.log(1 - rho * rho);

describe("estimate", () => {
  // All except those that need a known density: p(y), or p(y|x).
  const trainable = Object.entries(bounds).filter(([, bound]) => (bound() as Bound).given === undefined);
  it.each(trainable)("finds the information of a bivariate normal with %s, held out", async (name, bound) => {
    const [x, y] = normals(2000, rho, 1);
    const found = await estimate(x, y, {
      engine,
      seed: 1,
      estimator: neural({ bound: bound(), folds: 2 }),
    });
    // One draw's pointwise information has standard deviation rho: three standard errors are .06 at N = 2,000. Below,
    // a critic trained on 800 rows may also lose some .06 of fit.
    // A loose bound finds what theory says its optimal critic gives.
    const optimum = twins[name].atOptimum?.(rho) ?? truth;
    expect(found.nats).toBeGreaterThan(optimum - 0.12);
    expect(found.nats).toBeLessThan(optimum + 0.06);
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

  it("remarks that nothing was learned, and then claims no standard error", async () => {
    const draws = random(12);
    const noise = () => Array.from({ length: 100 }, () => Array.from({ length: 5 }, () => draws.normal()));
    const found = await estimate(noise(), noise(), {
      engine,
      estimator: neural({ bound: bounds.infoNCE(), folds: 2, learningRate: 0.05 }),
    });
    expect(found.nats).toBeCloseTo(0, 4);
    expect(found.standardError).toBeNull();
    expect(found.remarks).toContainEqual(remark("nothingLearned"));
  });

  it("remarks on a ceiling that is near", async () => {
    const [x] = normals(200, 0, 4);
    const found = await estimate(x, x, { engine, estimator: neural({ bound: bounds.infoNCE(), folds: 2 }) });
    expect(found.ceiling).toBeCloseTo(Math.log(100), 6);
    expect(found.remarks).toContainEqual(remark("nearCeiling", { ceiling: found.ceiling! }));
  });

  it("remarks on training that stopped before it converged, and on few rows", async () => {
    const [x, y] = normals(100, rho, 5);
    const found = await estimate(x, y, {
      engine,
      estimator: neural({ bound: bounds.mine(), steps: 20, folds: 2 }),
    });
    expect(found.remarks).toContainEqual(remark("notConverged", { steps: 20 }));
    expect(found.remarks).toContainEqual(remark("fewRowsForACritic", { rows: 100 }));
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

  it("stops when asked to, with the caller's reason", async () => {
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

  it("with partial, ends training when stopped and evaluates its critics on rows they have not seen", async () => {
    const [x, y] = normals(2000, rho, 7);
    const controller = new AbortController();
    const found = await estimate(x, y, {
      engine,
      ...{ signal: controller.signal, partial: true, level: 0.95, permutations: 99 },
      onProgress({ done }) {
        // All five folds have looked at their validation rows twice, of fifty times.
        if (done >= 0.04) controller.abort(new Error("enough"));
      },
      estimator: neural({ bound: bounds.mine(), every: 20, steps: 1000 }),
    });
    expect(found.nats).toBe(found.heldOut);
    expect(found.nats).toBeGreaterThan(0.5 * truth);
    expect(found.nats).toBeLessThan(truth + 0.1);
    expect(found.interval!.low).toBeLessThan(found.nats);
    expect(found.pValue).toBeNull();
    const cut = found.remarks.find(({ code }) => code === "trainingCutShort") as Remark<"trainingCutShort">;
    expect(cut.values.most).toBe(1000);
    expect(cut.values.steps).toBeGreaterThanOrEqual(40);
    expect(cut.values.steps).toBeLessThan(1000);
    expect(found.remarks.at(-1)).toEqual(remark("stoppedBefore", { missing: ["the test of independence"] }));
  });

  it("with partial and no estimate yet, stops with the caller's reason", async () => {
    const [x, y] = normals(2000, rho, 7);
    const controller = new AbortController();
    const running = estimate(x, y, {
      ...{ engine, signal: controller.signal, partial: true },
      estimator: {
        ...ksg(),
        async estimate(_x, _y, { signal }) {
          controller.abort(new Error("enough"));
          throw signal!.reason;
        },
      },
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

describe("estimate without a named estimator", () => {
  const unused = () => Promise.reject(new Error("nothing is trained, so no engine may start"));

  it("is auto, and starts no engine where nothing is trained", async () => {
    const [x, y] = normals(300, rho, 9);
    const found = await estimate(x, y, { engine: unused });
    const named = await estimate(x, y, {
      ...{ estimator: auto(), level: 0.95, permutations: 199, engine: unused },
    });
    expect({ ...found, seconds: 0 }).toEqual({ ...named, seconds: 0 });
    expect(found.reason).not.toBeNull();
    expect(found.checks.length).toBeGreaterThan(0);
    expect(found.interval).toMatchObject({ level: 0.95 });
    expect(found.interval!.low).toBeLessThan(truth);
    expect(found.interval!.high).toBeGreaterThan(truth);
    // No shuffle of 199 comes near a correlation of 0.9.
    expect(found.pValue).toBe(1 / 200);
  });

  it("takes the level of the interval, the shuffles and whether it is a series", async () => {
    const [x, y] = normals(300, rho, 9);
    const at = (level: number) => estimate(x, y, { level, permutations: 0, series: true });
    const [wide, narrow] = [await at(0.95), await at(0.5)];
    expect(narrow.interval!.level).toBe(0.5);
    expect(narrow.interval!.low).toBeGreaterThan(wide.interval!.low);
    expect(narrow.interval!.high).toBeLessThan(wide.interval!.high!);
    expect(wide.pValue).toBeNull();
    expect((await estimate(x, y, { level: null })).interval).toBeNull();
  });

  it("calls the function for an engine when a critic is trained", async () => {
    const [x, y] = normals(100, rho, 10);
    let called = 0;
    const start = async () => {
      called++;
      return engine;
    };
    await estimate(x, y, {
      engine: start,
      estimator: neural({ bound: bounds.mine(), steps: 20, folds: 2 }),
    });
    expect(called).toBe(1);
  });
});

describe("the interval and the p-value of an estimator that has none of its own", () => {
  it("are there when asked for, and not otherwise: they cost further estimates", async () => {
    const [x, y] = normals(300, rho, 9);
    const plain = await estimate(x, y, { estimator: gaussianMi() });
    expect(plain).toMatchObject({ interval: null, pValue: null, reason: null, checks: [] });
    const asked = await estimate(x, y, { estimator: gaussianMi(), level: 0.9, permutations: 99 });
    expect(asked.nats).toBe(plain.nats);
    expect(asked.interval!.level).toBe(0.9);
    expect(asked.interval!.low).toBeLessThan(truth);
    expect(asked.interval!.high).toBeGreaterThan(truth);
    expect(asked.pValue).toBe(1 / 100);
  });

  it("the p-value is the same whichever estimator says how much it is", async () => {
    const [x, y] = normals(100, 0.15, 11);
    const estimators = [undefined, ksg(), gaussianMi()];
    const values = await Promise.all(
      estimators.map(async (estimator) => (await estimate(x, y, { permutations: 99, estimator })).pValue),
    );
    expect(new Set(values).size).toBe(1);
    expect(values[0]).not.toBeNull();
  });

  it("of a trained critic: from its rows as of a normal, from its folds as of Student's with folds - 1 degrees", async () => {
    const [x, y] = normals(200, rho, 12);
    const found = await estimate(x, y, {
      engine,
      level: 0.95,
      permutations: 19,
      estimator: neural({ bound: bounds.mine(), steps: 100, folds: 4 }),
    });
    // A lower bound has a one-sided interval. t of 3 degrees at 0.95 is 2.3534 (any table).
    const { rows, critics } = found.spread!;
    expect(found.standardError).toBeCloseTo(Math.hypot(rows, critics!), 12);
    const reach = Math.hypot(1.644854 * rows, 2.353363 * critics!);
    expect(found.interval!.low).toBeCloseTo(found.nats - reach, 5);
    expect(found.interval!.high).toBeNull();
    expect(found.pValue).toBe(1 / 20);
  });

  it("remarks say why there is none: too few rows, or a series too short", async () => {
    const [x, y] = normals(30, rho, 13);
    const found = await estimate(x, y, {
      estimator: ksg(),
      level: 0.95,
      permutations: 99,
      series: true,
    });
    expect(found).toMatchObject({ interval: null, pValue: null });
    expect(found.remarks).toContainEqual(remark("noIntervalFewRows", { rows: 30, fewest: 40 }));
    expect(found.remarks).toContainEqual(remark("seriesTooShort", { rows: 30, fewest: 40 }));
  });

  it("a series tested as independent rows gets a remark, and circular shifts find nothing in it", async () => {
    // Two independent random walks: shuffled rows call them dependent.
    const draws = random(14);
    const walk = () => {
      let at = 0;
      return Array.from({ length: 600 }, () => {
        at = 0.97 * at + draws.normal();
        return [at];
      });
    };
    const [x, y] = [walk(), walk()];
    const options = { estimator: gaussianMi(), permutations: 199 };
    const shuffled = await estimate(x, y, options);
    const turned = await estimate(x, y, { ...options, series: true });
    const alike = shuffled.remarks.find(({ code }) => code === "neighbouringRowsAlike");
    // Autocorrelations 0.97^k on both sides: 600 / (1 + 2 sum 0.97^2k) is 18 rows, more where the sum ends early.
    const { independent } = (alike as Remark<"neighbouringRowsAlike">).values;
    expect(independent).toBeGreaterThan(10);
    expect(independent).toBeLessThan(60);
    expect(turned.remarks.map(({ code }) => code)).not.toContain("neighbouringRowsAlike");
    expect(turned.pValue!).toBeGreaterThan(shuffled.pValue!);
  });

  it("conditions on columns: x and y share z alone, and given z nothing is found", async () => {
    const draws = random(15);
    const z = Array.from({ length: 400 }, () => [draws.normal()]);
    const [x, y] = [z, z].map((from) => from.map(([a]) => [a + 0.5 * draws.normal()]));
    const options = { estimator: gaussianMi(), level: 0.95, permutations: 39 };
    const without = await estimate(x, y, options);
    const beyond = await estimate(x, y, { ...options, given: z });
    expect(without.pValue).toBe(1 / 40);
    expect(beyond.pValue!).toBeGreaterThan(0.05);
    expect(beyond.interval!.low).toBe(0);
    expect(beyond.dims).toEqual({ x: 1, y: 1, given: 1 });
  });

  it("refuses a value that is not a number from an estimator of the caller's", async () => {
    const [x, y] = normals(100, rho, 6);
    const estimator = { ...ksg(), name: "own", estimate: async () => ({ ...none, nats: Number.NaN }) };
    const none = { ceiling: null, heldOut: null, train: null, standardError: null, curves: [], remarks: [] };
    await expect(estimate(x, y, { estimator })).rejects.toThrow(
      "estimate: own must return a number, got NaN",
    );
  });

  it("refuses an invalid level or number of permutations or threads", async () => {
    const [x, y] = normals(100, rho, 6);
    const ask = (options: object) => estimate(x, y, { estimator: ksg(), ...options });
    await expect(ask({ level: 95 })).rejects.toThrow(
      "estimate: level must be between 0 and 1, or null, got 95",
    );
    await expect(ask({ permutations: 1.5 })).rejects.toThrow(
      "estimate: permutations must be a whole number, 0 or more, got 1.5",
    );
    for (const threads of [0, 1.5, Number.NaN]) {
      await expect(ask({ threads })).rejects.toThrow(
        `estimate: threads must be a whole number above 0, got ${threads}`,
      );
    }
  });
});

it("a side of categories carries its entropy about itself", async () => {
  const draws = random(16);
  const x = Array.from({ length: 400 }, () => [draws.integer(3)]);
  const found = await estimate(x, x, { estimator: discrete() });
  // Three equally probable values: log 3, up to 3 / (2 N) of bias and some 0.005 of sampling.
  expect(found.nats).toBeGreaterThan(Math.log(3) - 0.02);
  expect(found.nats).toBeLessThan(Math.log(3) + 0.01);
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
      // scikit-learn, issue 30772: mutual_info_regression gave a constant feature information, the more the more rows.
      "a constant column of a million rows, whatever the other is",
      () => {
        const wave = Float64Array.from({ length: 1e6 }, (_, i) => Math.sin(i));
        return estimate(new Float64Array(1e6).fill(0.1), wave);
      },
      "x: column 0 is constant (0.1) and cannot carry information; leave it out",
    ],
    [
      "a column that is a rising function of the target, by the copula: its information is infinite",
      () =>
        estimate(
          column.map(([a], i) => [a + i]),
          column.map(([a], i) => [Math.exp(a + i)]),
          { estimator: gaussianCopula() },
        ),
      "its information is infinite, leave it out",
    ],
    [
      "columns to condition on with an estimator that cannot",
      () => estimate(column, column, { given: column, estimator: neural({ bound: bounds.mine() }) }),
      "estimate: MINE cannot condition on columns; use ksg, gao, gaussianMi, gaussianCopula, discrete or auto",
    ],
    [
      "columns to condition on with another number of rows",
      () => estimate(column, column, { given: column.slice(1) }),
      "estimate: given must have as many rows as x, got 29 and 30",
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
      "a value that is not data",
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

it("repeated rows of numbers count once for auto, have no interval otherwise, and remarks say why", async () => {
  const { normal } = random(3);
  const x = Array.from({ length: 100 }, normal);
  const y = x.map((v) => 0.6 * v + 0.8 * normal());
  const z = x.map(() => normal());
  const often = (column: number[]) => [column, column, column, column, column].flat();
  for (const given of [undefined, often(z)]) {
    const found = await estimate(often(x), often(y), { estimator: ksg(), level: 0.95, given });
    expect(found.interval).toBeNull();
    expect(found.remarks).toContainEqual(remark("noIntervalCopies", { copies: 400, rows: 500 }));
    const estimator = auto({ train: false });
    const asked = { estimator, level: 0.95, permutations: 19 };
    const copied = await estimate(often(x), often(y), { ...asked, given });
    const once = await estimate(x, y, { ...asked, given: given && z });
    expect(copied.remarks[0]).toEqual(remark("copiesCountedOnce", { copies: 400, rows: 500 }));
    for (const key of ["nats", "pValue"] as const) expect(copied[key]).toBeCloseTo(once[key]!, 9);
    expect(copied.interval!.low).toBeCloseTo(once.interval!.low, 9);
    expect(copied.local).toBeNull();
  }
  const tenths = (column: number[]) => often(column).map((v) => Math.round(10 * (v + normal())) / 10);
  const rounded = await estimate(tenths(x), tenths(y), { estimator: ksg(), level: 0.95 });
  expect(rounded.interval).not.toBeNull();
});
