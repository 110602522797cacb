import { describe, expect, it } from "vitest";
import { doe } from "../../src/bounds/doe.ts";
import { mine } from "../../src/bounds/mine.ts";
import { discrete } from "../../src/discrete/discrete.ts";
import { symbols } from "../../src/discrete/symbols.ts";
import { entropy } from "../../src/entropy.ts";
import { estimate } from "../../src/estimate.ts";
import { auto } from "../../src/estimators/auto/auto.ts";
import { neural } from "../../src/estimators/neural.ts";
import { gaussianCopula } from "../../src/gaussian/gaussianCopula.ts";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { localPermutation } from "../../src/inference/localPermutation.ts";
import { residuals } from "../../src/inference/residuals.ts";
import { gao } from "../../src/neighbours/gao.ts";
import { geometricKnn } from "../../src/neighbours/geometricKnn.ts";
import { kozachenkoLeonenko } from "../../src/neighbours/kozachenkoLeonenko.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { ross } from "../../src/neighbours/ross.ts";
import { remark } from "../../src/remarks.ts";
import { oneHot } from "../../src/rows/oneHot.ts";
import { type Random, random } from "../../src/rows/random.ts";
import { standardise } from "../../src/rows/standardise.ts";
import { lagged } from "../../src/series/lagged.ts";
import { transferEntropy } from "../../src/series/transferEntropy.ts";
import type { Estimator } from "../../src/types.ts";

type Codes = { data: Float64Array; shape: [number, number]; categories: true };
const codes = (data: ArrayLike<number>, d = 1): Codes => ({
  data: Float64Array.from(data),
  shape: [data.length / d, d],
  categories: true,
});
const matrixOf = ({ data, shape: [n, d], categories }: Codes) => ({ data, n, d, categories });

/** Categories with means of their own, and a number, a yes/no and one of ten for each row. */
function sample(N: number, C: number, seed: number) {
  const parts: Random = random(3);
  const means = Array.from({ length: C }, parts.normal);
  const shares = means.map((mean) => 1 / (1 + Math.exp(-1.5 * mean)));
  const { integer, normal, uniform } = random(seed);
  const x = Float64Array.from({ length: N }, () => integer(C));
  return {
    ...{ means, shares, x },
    number: Float64Array.from(x, (c) => means[c] + normal()),
    yes: Float64Array.from(x, (c) => (uniform() < shares[c] ? 1 : 0)),
  };
}

/** The same categories with other codes, in no order. */
function renamed({ data, shape }: Codes, seed: number): Codes {
  const { uniform } = random(seed);
  const names = new Map<number, number>();
  for (const code of data) if (!names.has(code)) names.set(code, 1000 * uniform() - 500);
  return { data: data.map((code) => names.get(code)!), shape, categories: true };
}

describe("categories", () => {
  it("are the same under any codes, for every estimator that counts or measures distances", async () => {
    const { x, number, yes } = sample(600, 40, 1);
    const [a, b] = [codes(x), codes(yes)];
    const quick = { permutations: 19, level: null, seed: 2 };
    const cases: [string, Estimator, unknown, boolean][] = [
      ["discrete", discrete(), b, false],
      ["Gao beside categories", gao(), b, false],
      ["Gao beside numbers", gao(), number, false],
      ["Ross", ross(), number, false],
      ["KSG", ksg(), number, false],
      ["Geometric k-NN", geometricKnn(), number, false],
      ["auto beside numbers", auto({ train: false }), number, false],
      ["auto beside categories", auto({ train: false }), b, false],
      ["KSG given them", ksg(), number, true],
      ["Gaussian given them", gaussianMi(), number, true],
      ["copula given them", gaussianCopula(), number, true],
      ["auto given them", auto(), number, true],
    ];
    const { normal } = random(7);
    const other = x.map(normal);
    for (const [name, estimator, y, given] of cases) {
      const of = (side: Codes) =>
        given
          ? estimate(other, y as Float64Array, { ...quick, estimator, given: side })
          : estimate(side, y as Float64Array, { ...quick, estimator });
      const [one, two] = [await of(a), await of(renamed(a, 9))];
      expect(two.nats, name).toBeCloseTo(one.nats, 9);
      expect(two.pValue, name).toBe(one.pValue);
    }
  });

  it("as 0/1 columns give a Gaussian what numbers of the same columns give, and so do given ones", async () => {
    const { x, number } = sample(500, 6, 4);
    const { rows } = oneHot(matrixOf(codes(x)), { redundant: false });
    const columns = { data: rows.data, shape: [500, rows.d] };
    const { normal } = random(5);
    const other = number.map((value) => value + normal());
    const [left, right] = await Promise.all(
      [codes(x), columns].map((side) => estimate(side, number, { estimator: gaussianMi() })),
    );
    expect(left.nats).toBeCloseTo(right.nats, 9);
    expect(left.dims.x).toBe(1);
    for (const estimator of [gaussianMi(), gaussianCopula()]) {
      const [one, two] = await Promise.all(
        [codes(x), columns].map((given) => estimate(other, number, { estimator, given })),
      );
      expect(one.nats).toBeCloseTo(two.nats, 9);
      expect(one.standardError).toBeCloseTo(two.standardError!, 9);
    }
  });

  it("beside numbers make KSG Ross's estimator", async () => {
    const { x, number } = sample(600, 20, 6);
    const [one, two] = await Promise.all(
      [ksg(), ross()].map((estimator) => estimate(codes(x), number, { estimator })),
    );
    expect(one.nats).toBeCloseTo(two.nats, 9);
  });

  it("by the hundred have intervals that hold the truth, beside numbers and beside yes and no", async () => {
    const { means, shares } = sample(1, 200, 0);
    const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const H = (p: number) => -p * Math.log(p) - (1 - p) * Math.log1p(-p);
    const ofYes = H(mean(shares)) - mean(shares.map(H));
    // H(Y) - H(Y|X) of a mixture of 200 normals; the trapezoid rule is exact to rounding here.
    let ofNumber = -0.5 * Math.log(2 * Math.PI * Math.E);
    for (let y = -10; y < 10; y += 0.02) {
      const f = mean(means.map((m) => Math.exp(-((y - m) ** 2) / 2))) / Math.sqrt(2 * Math.PI);
      if (f > 0) ofNumber -= f * Math.log(f) * 0.02;
    }
    let held = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const { x, number, yes } = sample(4000, 200, seed);
      for (const [y, truth] of [
        [number, ofNumber],
        [codes(yes), ofYes],
      ] as const) {
        const { interval } = await estimate(codes(x), y, { permutations: 0, seed });
        if (interval!.low <= truth && truth <= interval!.high!) held++;
      }
    }
    // Of 24 intervals of coverage 95%, fewer than 20 hold it with a probability of 0.6%.
    expect(held).toBeGreaterThanOrEqual(20);
  });

  it("by the hundred are told from chance by the test, and independent ones are not", async () => {
    const test = (y: Float64Array, x: Float64Array, seed: number) =>
      independenceTest(matrixOf(codes(x)), { data: y, n: y.length, d: 1 }, null, {
        permutations: 99,
        context: { seed, engine: () => Promise.reject(new Error("none")) },
      });
    let [found, false_] = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const { integer, normal } = random(seed);
      const effect = Array.from({ length: 200 }, () => 0.3 * normal());
      const x = Float64Array.from({ length: 2000 }, () => integer(200));
      // Power of an F test at 5%: above 0.999. Joined into 16 cells, as numbers are, it was 0.3.
      if (
        (
          await test(
            x.map((c) => effect[c] + normal()),
            x,
            seed,
          )
        ).pValue! <= 0.05
      )
        found++;
      if ((await test(x.map(normal), x, seed)).pValue! <= 0.05) false_++;
    }
    expect(found).toBeGreaterThanOrEqual(18);
    // More than 4 of 20 at 5% have a probability of 0.3%.
    expect(false_).toBeLessThanOrEqual(4);
  });

  it("keep their declaration through lags, and become 0/1 columns beside numbers", async () => {
    const { integer, normal } = random(11);
    const x = Float64Array.from({ length: 400 }, () => integer(4));
    const pairs = lagged(codes(x), x.map(normal), 1);
    expect([pairs.x.categories, pairs.y.categories]).toEqual([true, undefined]);
    const y = x.map((_, i) => (i > 0 && x[i - 1] === 2 ? 2 : 0) + normal());
    const found = await transferEntropy(codes(x), y, { given: codes(x), estimator: gao() });
    expect(found.dims).toEqual({ x: 1, y: 1, given: 5 });
  });

  it("are refused where they are constant, and where a density is needed", async () => {
    const x = codes(Array.from({ length: 100 }, (_, i) => i % 5));
    const y = Array.from({ length: 100 }, (_, i) => Math.sin(i));
    await expect(estimate(codes(new Float64Array(100).fill(2)), y)).rejects.toThrow(
      /column 0 is constant \(2\)/,
    );
    await expect(estimate(x, x, { estimator: ross() })).rejects.toThrow(
      "must be continuous, got categories in y",
    );
    await expect(kozachenkoLeonenko(x)).rejects.toThrow("x must be numbers, got categories");
    await expect(entropy(x, { kind: "differential" })).rejects.toThrow("x must be numbers, got categories");
    await expect(estimate(y, x, { estimator: neural({ bound: doe() }) })).rejects.toThrow(
      "y must be continuous, got categories",
    );
    // All different: still categories.
    expect((await entropy(codes(Array.from({ length: 100 }, (_, i) => i)))).kind).toBe("discrete");
  });

  it("have no residuals, and are shuffled among equal ones", async () => {
    const side = matrixOf(codes(Array.from({ length: 200 }, (_, i) => i % 7)));
    const numbers = standardise({ data: side.data.map((c, i) => c + Math.sin(i)), n: 200, d: 1 }, "x");
    expect(await residuals(side, numbers, {})).toBe(side);
    const means = new Map<number, number>();
    const left = await residuals(numbers, side, {});
    for (const [i, c] of side.data.entries()) means.set(c, (means.get(c) ?? 0) + left.data[i]);
    for (const sum of means.values()) expect(Math.abs(sum)).toBeLessThan(1e-9);
    const order = localPermutation(side).order(200, random(1));
    for (const [i, from] of order.entries()) expect(side.data[from]).toBe(side.data[i]);
  });

  it("beyond 32 are merged for a critic and a Gaussian, with a remark, and for nothing else", async () => {
    const { x, number } = sample(400, 40, 2);
    const merged = remark("valuesMerged", { values: symbols(matrixOf(codes(x))).count, kept: 31 }, [
      { side: "x", at: 0 },
    ]);
    const short = neural({ bound: mine(), steps: 20, folds: 2 });
    const trained = await estimate(codes(x), number, { estimator: short });
    expect(trained.remarks).toContainEqual(merged);
    expect(trained.critic!.dims).toEqual({ x: 32, y: 1 });
    expect((await estimate(codes(x), number, { estimator: gaussianMi() })).remarks).toContainEqual(merged);
    for (const estimator of [auto({ train: false }), ross(), gao()])
      expect((await estimate(codes(x), number, { estimator })).remarks).not.toContainEqual(merged);
  });
});
