import { expect, test } from "vitest";
import { type Correction, corrections } from "../../src/discrete/corrections.ts";
import { discrete } from "../../src/discrete/discrete.ts";
import { normalisedMi } from "../../src/discrete/normalisedMi.ts";
import { plugIn } from "../../src/discrete/plugIn.ts";
import { estimate } from "../../src/estimate.ts";
import { remark } from "../../src/remarks.ts";
import { random } from "../../src/rows/random.ts";
import { lcg } from "../lcg.ts";

const u = lcg(900, 3);
const x = Array.from({ length: 300 }, (_, i) => Math.floor(4 * u[3 * i]));
const y = x.map((value, i) => (u[3 * i + 1] < 0.5 ? value : Math.floor(5 * u[3 * i + 2])));
const z = x.map((value, i) => (value + Math.floor(3 * u[3 * i + 1])) % 3);
const names = Object.keys(corrections) as Correction[];
const nats = async (a: number[], b: number[], correction: Correction = "none", given?: number[]) =>
  (await estimate(a, b, { estimator: discrete({ correction }), given })).nats;

/** Sums over shares as they are written. */
function written(a: unknown[], b: unknown[], c: unknown[] = a.map(() => 0)): number {
  const share = (...columns: unknown[][]) => {
    const counts = new Map<string, number>();
    const rows = a.map((_, i) => columns.map((column) => column[i]).join());
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    return rows.map((row) => counts.get(row)! / a.length);
  };
  const [abc, ac, bc, pc] = [share(a, b, c), share(a, c), share(b, c), share(c)];
  return abc.reduce((sum, p, i) => sum + Math.log((p * pc[i]) / (ac[i] * bc[i])) / a.length, 0);
}

test("the plug-in estimate is the sum over shares, also given other columns", async () => {
  expect(await nats(x, y)).toBeCloseTo(written(x, y), 12);
  expect(await nats(x, y, "none", z)).toBeCloseTo(written(x, y, z), 12);
});

// scikit-learn 1.9.1, numpy 2.4.6, u = lcg(900, seed=3), x = floor(4 u[0::3]), y = where(u[1::3] < .5, x, floor(5 u[2::3])):
//   mutual_info_score(x, y); normalized_mutual_info_score(x, y, average_method=...)
test("it agrees with scikit-learn, and so do its shares of entropies", async () => {
  expect(await nats(x, y)).toBeCloseTo(0.4291555747267798, 12);
  for (const [by, value] of [
    ["min", 0.3105012808432903],
    ["max", 0.27357168131946996],
    ["arithmetic", 0.2908689939613294],
    ["geometric", 0.29145215293791854],
  ] as const)
    expect(normalisedMi(x, y, { by, correction: "none" })).toBeCloseTo(value, 12);
});

test("rows of several columns are symbols of their own", async () => {
  const estimator = discrete({ correction: "none" });
  const both = x.map((value, i) => [value, z[i]]);
  const found = await estimate(both, y, { estimator });
  const texts = x.map((value, i) => `${value} ${z[i]}`);
  expect(found.nats).toBeCloseTo(written(texts, y), 12);
  // One column for each value, as columns of texts arrive.
  const oneHot = x.map((value) => [0, 1, 2, 3].map((code) => (code === value ? 1 : 0)));
  expect((await estimate(oneHot, y, { estimator })).nats).toBeCloseTo(written(x, y), 12);
});

test("every correction is symmetric, may hold columns fixed, and has local values whose mean it is", async () => {
  for (const correction of names) {
    const estimator = discrete({ correction });
    const given = [undefined, z];
    for (const fixed of given) {
      const found = await estimate(x, y, { estimator, given: fixed });
      const back = await estimate(y, x, { estimator, given: fixed });
      expect(back.nats).toBeCloseTo(found.nats, 10);
      const { entropy } = corrections[correction];
      const counts = (...columns: number[][]) => {
        const seen = new Map<string, number>();
        for (let i = 0; i < 300; i++) {
          const key = columns.map((column) => column[i]).join();
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
        return [...seen.values()];
      };
      const c = fixed ?? x.map(() => 0);
      const K = fixed ? 3 : 1;
      const sum =
        entropy(counts(x, c), 4 * K) +
        entropy(counts(y, c), 5 * K) -
        (fixed ? entropy(counts(fixed), K) : 0) -
        entropy(counts(x, y, c), 20 * K);
      expect(found.nats).toBeCloseTo(sum, 11);
      expect(found.local === null).toBe(correction === "nsb");
      if (found.local)
        expect(found.local.reduce((total, v) => total + v / 300, 0)).toBeCloseTo(found.nats, 11);
      expect(found.standardError).toBeGreaterThan(0.02);
      expect(found.standardError).toBeLessThan(0.1);
    }
  }
});

test("nothing exceeds the ceiling, which a function of the other side reaches", async () => {
  for (const correction of names) {
    const estimator = discrete({ correction });
    if (!corrections[correction].monotone) {
      expect((await estimate(x, y, { estimator })).ceiling).toBeNull();
      continue;
    }
    for (let seed = 0; seed < 50; seed++) {
      const { integer } = random(seed);
      const a = Array.from({ length: 30 }, () => integer(6));
      const b = a.map((value) => (value + integer(1 + (seed % 5))) % 7);
      const c = a.map(() => integer(2));
      for (const given of [undefined, c]) {
        const found = await estimate(a, b, { estimator, given });
        expect(found.nats).toBeLessThanOrEqual(found.ceiling! + 1e-12);
      }
    }
    const halves = x.map((value) => (value < 2 ? 0 : 1));
    const counts = (values: readonly number[]) =>
      [0, 1, 2, 3].map((code) => values.filter((v) => v === code).length);
    const found = await estimate(x, halves, { estimator });
    // No more is reported than the entropy of the observed shares.
    expect(found.nats).toBeCloseTo(Math.min(found.ceiling!, plugIn(counts(halves))), 12);
    const own = corrections[correction].entropy(counts(x), 4);
    expect((await estimate(x, x, { estimator })).nats).toBeCloseTo(Math.min(own, plugIn(counts(x))), 12);
  }
});

test("independent symbols: the plug-in bias is (Kx - 1)(Ky - 1) / 2N, and corrections take most of it", async () => {
  const means = new Map<Correction, number>();
  const samples = 100;
  for (const correction of names) {
    let sum = 0;
    for (let seed = 0; seed < samples; seed++) {
      const { integer } = random(seed);
      const a = Array.from({ length: 100 }, () => integer(5));
      const b = Array.from({ length: 100 }, () => integer(5));
      sum += (await nats(a, b, correction)) / samples;
    }
    means.set(correction, sum);
  }
  // 2 N I is chi-squared with 16 degrees: mean 16 / 200 = 0.08 and a tenth more from the next order, deviation
  // sqrt(32) / 200 = 0.028; of the mean of 100 0.003, four of these.
  expect(Math.abs(means.get("none")! - 0.08)).toBeLessThan(0.008 + 0.012);
  // With corrections the spread of one estimate is at most 0.05 (Grassberger), of the mean 0.005; four of these.
  for (const correction of names)
    if (correction !== "none") expect(Math.abs(means.get(correction)!)).toBeLessThan(0.02);
});

test("conditioning may hide a dependence, and may show one", async () => {
  const { integer } = random(5);
  const a = Array.from({ length: 4000 }, () => integer(2));
  const b = Array.from({ length: 4000 }, () => integer(2));
  const xor = a.map((value, i) => value ^ b[i]);
  // 4000 rows: shares are known to 0.8%, and information near log 2 to its square.
  expect(Math.abs(await nats(a, b))).toBeLessThan(1e-3);
  expect(Math.abs((await nats(a, b, "none", xor)) - Math.log(2))).toBeLessThan(1e-3);
  const noisyA = a.map((value) => (integer(4) ? value : integer(2)));
  const noisyB = a.map((value) => (integer(4) ? value : integer(2)));
  expect(await nats(noisyA, noisyB)).toBeGreaterThan(0.1);
  expect(Math.abs(await nats(noisyA, noisyB, "none", a))).toBeLessThan(2e-3);
});

test("remarks: numbers on a scale, too few rows for the combinations", async () => {
  const scale = await estimate(u.slice(0, 300), x, { estimator: discrete() });
  expect(scale.remarks).toEqual([remark("valuesLikeNumbers", { values: 300, rows: 300 }, [{ side: "x" }])]);
  const { integer } = random(1);
  const [a, b] = [0, 1].map(() => Array.from({ length: 100 }, () => integer(15)));
  const plain = await estimate(a, b, { estimator: discrete({ correction: "none" }) });
  const cells = a.map((value, i) => 15 * value + b[i]);
  const share = cells.filter((cell) => cells.indexOf(cell) === cells.lastIndexOf(cell)).length / 100;
  expect(share).toBeGreaterThan(0.2);
  expect(plain.remarks).toEqual([remark("rareCombinations", { share, plugIn: true })]);
  const corrected = await estimate(a, b, { estimator: discrete() });
  expect(corrected.remarks).toEqual([remark("rareCombinations", { share, plugIn: false })]);
  expect((await estimate(x, y, { estimator: discrete() })).remarks).toEqual([]);
});

test("names that do not exist, rows that do not match and constants are refused", () => {
  const wrong = "jackknife" as Correction;
  expect(() => discrete({ correction: wrong })).toThrow(
    "discrete: correction must be one of none, miller-madow, chao-shen, grassberger, nsb, got jackknife",
  );
  expect(() => normalisedMi(x, y, { correction: wrong })).toThrow("normalisedMi: correction must be one of");
  expect(() => normalisedMi(x, y, { by: "mean" as "min" })).toThrow(
    "normalisedMi: by must be one of x, y, min, max, arithmetic, geometric, joint, got mean",
  );
  expect(() => normalisedMi(x, y.slice(1))).toThrow(
    "normalisedMi: x and y must have the same number of rows, got 300 and 299",
  );
  expect(() =>
    normalisedMi(
      x,
      x.map(() => 3),
    ),
  ).toThrow("normalisedMi: x and y must vary, got a constant");
});
