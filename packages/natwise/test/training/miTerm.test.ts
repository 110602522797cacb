import { grad, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { baselines } from "../../src/baselines/index.ts";
import { bounds } from "../../src/bounds/index.ts";
import { critics } from "../../src/critics/index.ts";
import { optimalScores } from "../../src/critics/optimalScores.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { estimate } from "../../src/estimate.ts";
import { neural } from "../../src/estimators/neural.ts";
import { random } from "../../src/rows/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { MiTerm } from "../../src/training/miTerm.ts";
import { miTerm } from "../../src/training/miTerm.ts";
import type { Params } from "../../src/types.ts";

await startJax();

const logDensity = (x: np.Array, y: np.Array) => np.square(y.sub(x)).sum(1).mul(-0.5);
const known = critics.conditional(logDensity);
const marginal = baselines.density((y) => np.square(y).sum(1).mul(-0.5));
const fitted = critics.gaussianConditional({ hidden: [4] });
const concat = critics.concat({ hidden: [4] });

describe("miTerm refuses, when compiled and when made,", () => {
  it("a critic that is no density where a bound needs one", () => {
    // @ts-expect-error concat is no log q(y|x)
    expect(() => miTerm({ bound: bounds.club(), critic: concat })).toThrow(
      "miTerm: CLUB needs a critic that is log q(y|x) of a density, got concat; use mixtureConditional(), gaussianConditional() or conditional(logDensity)",
    );
  });

  it("a baseline where a bound takes none", () => {
    // @ts-expect-error InfoNCE takes no baseline
    expect(() => miTerm({ bound: bounds.infoNCE(), critic: concat, baseline: marginal })).toThrow(
      "miTerm: InfoNCE takes no baseline, got density",
    );
  });

  it("no baseline where a bound needs one", () => {
    // @ts-expect-error TUBA needs a baseline
    expect(() => miTerm({ bound: bounds.tuba(), critic: concat })).toThrow(
      "miTerm: TUBA needs a baseline, got none; use learned()",
    );
  });

  it("a baseline that is no density where a bound needs one", () => {
    // @ts-expect-error a constant is no log q(y)
    expect(() => miTerm({ bound: bounds.doe(), critic: fitted, baseline: baselines.constant() })).toThrow(
      "miTerm: DoE needs a baseline that is log q(y) of a density, got constant; use mixtureDensity(), gaussianDensity() or density(logDensity)",
    );
  });

  it("a baseline that sees the pair where it must be a function of y", () => {
    const baseline = baselines.learned({ of: "pairs" });
    // @ts-expect-error a baseline of pairs is not one of y
    expect(() => miTerm({ bound: bounds.tuba(), critic: concat, baseline })).toThrow(
      "miTerm: TUBA needs a baseline that is a function of y alone, got learned of pairs",
    );
  });

  it("options out of range", () => {
    expect(() => baselines.constant({ logA: Number.NaN })).toThrow("constant: logA must be finite");
    expect(() => baselines.movingAverage({ rate: 1 })).toThrow(
      "movingAverage: rate must be in (0, 1), got 1",
    );
    expect(() => critics.optimal(logDensity, { offset: Number.NaN })).toThrow(
      "optimal: offset must be finite",
    );
  });
});

describe("a term", () => {
  it("keeps a bound's guarantee only with the exact part it takes for granted", () => {
    const guarantee = (term: MiTerm) => `${term.guarantee}, ${term.direction}`;
    const density = baselines.gaussianDensity();
    expect(guarantee(miTerm({ bound: bounds.club(), critic: known }))).toBe("upper, minimise");
    expect(guarantee(miTerm({ bound: bounds.club(), critic: fitted }))).toBe("none, minimise");
    expect(guarantee(miTerm({ bound: bounds.ba(), critic: fitted, baseline: marginal }))).toBe(
      "lower, maximise",
    );
    expect(guarantee(miTerm({ bound: bounds.ba(), critic: fitted, baseline: density }))).toBe(
      "none, maximise",
    );
    expect(guarantee(miTerm({ bound: bounds.baRate(), critic: known, baseline: density }))).toBe(
      "upper, minimise",
    );
    expect(guarantee(miTerm({ bound: bounds.tnce(), critic: fitted }))).toBe("lower, maximise");
    expect(guarantee(miTerm({ bound: bounds.doe(), critic: fitted, baseline: density }))).toBe(
      "none, report",
    );
  });

  it("of TUBA with a moving average climbs as MINE does, a batch late", () => {
    const rate = 0.25;
    const bilinear = critics.bilinear();
    const tuba = miTerm({
      bound: bounds.tuba(),
      critic: bilinear,
      baseline: baselines.movingAverage({ rate }),
      negatives: 2,
    });
    const w = np.array([0.3, -0.2, 0.5, 0.1]).reshape([2, 2]);
    const params = () => ({ critic: { w: w.ref }, baseline: {} });
    const batch = (seed: number) => {
      const draws = random(seed);
      return np.array(Float32Array.from({ length: 12 }, () => draws.normal())).reshape([6, 2]);
    };
    const start = toArrays(tuba.init(0, { x: [2], y: [2] }).state);
    const [, state] = tuba.apply(params(), start, batch(1), batch(2));
    const average = Math.exp((state.baseline.logAverage as np.Array).ref.js() as number);
    const dv = miTerm({ bound: bounds.dv(), critic: bilinear, negatives: 2 });
    // 1 at first, then this batch's partition term at the rate; DV's value is the mean of joint scores less its logarithm.
    const partition = (x: np.Array, y: np.Array) => {
      const rotated = bilinear.rotations({ w: w.ref }, x, y, 2).js() as number[][];
      return rotated
        .slice(1)
        .flat()
        .reduce((sum, f) => sum + Math.exp(f) / 12, 0);
    };
    expect(average).toBeCloseTo(1 - rate + rate * partition(batch(1), batch(2)), 4);
    const slopes = (term: MiTerm, carried: Params) =>
      (
        grad((p: Params) => term.apply(p, carried, batch(3), batch(4))[0].objective)(params()) as unknown as {
          critic: { w: np.Array };
        }
      ).critic.w
        .reshape([-1])
        .js() as number[];
    const ours = slopes(tuba, state);
    const exact = slopes(dv, { bound: {}, baseline: {} });
    // grad mean f is the same in both; what is left of each is the gradient of the partition term over its divisor.
    const joint = ours.map((_, i) => {
      const x = batch(3).js() as number[][];
      const y = batch(4).js() as number[][];
      return x.reduce((sum, row, k) => sum + (row[Math.floor(i / 2)] * y[k][i % 2]) / 6, 0);
    });
    const z = partition(batch(3), batch(4));
    ours.forEach((slope, i) => {
      expect((joint[i] - slope) * average).toBeCloseTo((joint[i] - exact[i]) * z, 4);
    });
  });
});

describe("a Gaussian density", () => {
  it("is that of its mean, scales and correlation", () => {
    const { params, state } = baselines.gaussianDensity().init(0, { x: [1], y: [2] });
    expect(params).toBeDefined();
    const set = {
      mean: np.array([0.5, -1]),
      logScale: np.array([Math.log(2), 0]),
      mix: np.array([0, 7, -0.75, 0]).reshape([2, 2]),
    };
    const y = np.array([1.5, 0.25]).reshape([1, 2]);
    const [found] = baselines
      .gaussianDensity()
      .apply(set, state, np.zeros([1, 1]), y)
      .js() as number[];
    // z = (0.5, 1.25 - 0.75 * 0.5): what stands above the diagonal of `mix` is not looked at.
    const expected = -0.5 * (0.5 ** 2 + 0.875 ** 2) - Math.log(2) - Math.log(2 * Math.PI);
    expect(found).toBeCloseTo(expected, 5);
  });
});

describe("optimalScores", () => {
  it("are a task's log-ratios, a row for each y", () => {
    const task = gaussian({ dims: 2, rho: 0.6 });
    const pairs = task.sample(5, 1);
    const { joint, product } = optimalScores(task, pairs, { negatives: 2, offset: 1 });
    const row = (data: Float64Array, i: number) => data.subarray(2 * i, 2 * i + 2);
    const ratio = task.logRatio as NonNullable<typeof task.logRatio>;
    expect((joint.js() as number[])[3]).toBeCloseTo(1 + ratio(row(pairs.x.data, 3), row(pairs.y.data, 3)), 5);
    expect((product.js() as number[][])[3][1]).toBeCloseTo(
      1 + ratio(row(pairs.x.data, 0), row(pairs.y.data, 3)),
      5,
    );
  });

  it("refuse a task without a log-ratio, and more negatives than rows", () => {
    const task = gaussian({ rho: 0.5 });
    const pairs = task.sample(4, 1);
    expect(() => optimalScores(task, pairs, { negatives: 4 })).toThrow(
      "negatives must be between 1 and 3, got 4",
    );
    expect(() => optimalScores({ ...task, logRatio: undefined }, pairs)).toThrow("must have a logRatio");
  });
});

describe("neural", () => {
  it("refuses parts that do not go together when it is made", () => {
    expect(() => neural({ bound: bounds.doe(), critic: concat })).toThrow("DoE needs a critic");
  });

  it("refuses to fit a density to y of a few values, and parts without anything to learn", async () => {
    const draws = random(1);
    const x = Array.from({ length: 40 }, () => draws.normal());
    const classes = x.map((v) => Math.sign(v));
    await expect(estimate(x, classes, { estimator: neural({ bound: bounds.doe() }) })).rejects.toThrow(
      "DoE: fits a density, so y must be continuous, got 2 different values in column 0 of y; exchange x and y, or use MINE",
    );
    const critic = critics.optimal(logDensity);
    await expect(estimate(x, x, { estimator: neural({ bound: bounds.dv(), critic }) })).rejects.toThrow(
      "neural: the critic or the baseline must have parameters, got optimal",
    );
  });
});
