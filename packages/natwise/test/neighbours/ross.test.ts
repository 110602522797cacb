import { expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { type RossOptions, ross, rossNats } from "../../src/neighbours/ross.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { remark } from "../../src/remarks.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";
import { cloud, distance } from "./clouds.ts";
import { column, context, lcgColumns, mapped, psi, repeatedShare } from "./samples.ts";

const run = (x: Matrix, y: Matrix, options: RossOptions = {}) => runToEnd(rossNats(x, y, options));
const nats = (x: Matrix, y: Matrix, options: RossOptions = {}) => run(x, y, options).nats;

/** Categories 0 ... levels - 1, and normals `apart` from one to the next in each of d columns. */
function labelled(
  n: number,
  levels: number,
  apart: number,
  d: number,
  seed: number,
): [labels: Matrix, points: Matrix] {
  const draws = random(seed);
  const labels = column(Float64Array.from({ length: n }, () => draws.integer(levels)));
  const data = Float64Array.from(
    { length: n * d },
    (_, i) => apart * labels.data[Math.floor(i / d)] + draws.normal(),
  );
  return [labels, { data, n, d }];
}

/** ross2014mutual eq. 2 as it is written. */
function naive(labels: Matrix, points: Matrix, k: number): number {
  const like = (i: number) => {
    return Array.from({ length: points.n }, (_, j) => j).filter((j) => labels.data[j] === labels.data[i]);
  };
  const kept = Array.from({ length: points.n }, (_, i) => i).filter((i) => like(i).length > 1);
  let sum = 0;
  for (const i of kept) {
    const own = like(i).filter((j) => j !== i);
    const ki = Math.min(k, own.length);
    const radius = own.map((j) => distance(points, i, j)).sort((a, b) => a - b)[ki - 1];
    const m = kept.filter((j) => distance(points, i, j) < radius).length;
    sum += psi(kept.length) - psi(own.length + 1) + psi(ki) - psi(m);
  }
  return sum / kept.length;
}

test("it is Ross's equation 2, whichever side the categories are on", () => {
  for (const d of [1, 3]) {
    const [labels, points] = labelled(200, 7, 0.7, d, d);
    // One category of one row, one of two.
    labels.data.set([77, 88, 88]);
    for (const k of [1, 3, 50]) {
      const found = nats(labels, points, { k });
      expect(found).toBeCloseTo(naive(labels, points, k), 11);
      expect(nats(points, labels, { k })).toBe(found);
    }
  }
});

// scikit-learn 1.9.1, numpy 2.4.6, Python 3.11, on a, b = u[0::2], u[1::2] of lcg(2000, seed=1), see `lcgColumns`:
//   from sklearn.feature_selection._mutual_info import _compute_mi_cd
//   _compute_mi_cd(a + b, np.floor(3 * a), k)
// It is what mutual_info_classif computes after adding noise of 1e-10 to the columns and scaling them.
test("it agrees with scikit-learn", () => {
  const [a, b] = lcgColumns();
  const sum = column(a.map((value, i) => value + b[i]));
  const thirds = column(a.map((value) => Math.floor(3 * value)));
  for (const [k, expected] of [
    [1, 0.33866435095194425],
    [3, 0.3464255614511118],
    [10, 0.342797677119159],
  ])
    expect(Math.abs(nats(thirds, sum, { k }) - expected)).toBeLessThan(1e-9);
  // Categories of 2, 511, 259, 123, 88, 16 and 1 rows: c = 1 + floor(5 a b), c[:2] = 0, c[5] = 99.
  const uneven = a.map((value, i) => (i < 2 ? 0 : i === 5 ? 99 : 1 + Math.floor(5 * value * b[i])));
  expect(Math.abs(nats(column(uneven), sum) - 0.9984701466696317)).toBeLessThan(1e-9);
});

/** I of a label among `levels` equally frequent and a normal `apart` from one to the next, integrated. */
function truth(levels: number, apart: number): number {
  const step = 0.01;
  let entropy = 0;
  for (let y = -8; y < apart * levels + 8; y += step) {
    let p = 0;
    for (let c = 0; c < levels; c++)
      p += Math.exp(-((y - apart * c) ** 2) / 2) / Math.sqrt(2 * Math.PI) / levels;
    entropy -= p * Math.log(p) * step;
  }
  return entropy - Math.log(2 * Math.PI * Math.E) / 2;
}

// Deviations of one estimate at N = 1000, k = 3: 0.015, 0.018, 0.014 and 0.030; mean of ten, four standard errors.
test("labels of normals come out at the integral", () => {
  for (const [levels, apart, deviation] of [
    [2, 0, 0.015],
    [2, 1, 0.018],
    [2, 3, 0.014],
    [10, 1, 0.03],
  ]) {
    let mean = 0;
    for (let seed = 0; seed < 10; seed++) mean += nats(...labelled(1000, levels, apart, 1, seed)) / 10;
    expect(Math.abs(mean - truth(levels, apart))).toBeLessThan((4 * deviation) / Math.sqrt(10));
  }
});

test("names of categories, their order and shifts of the points change nothing", () => {
  const [labels, points] = labelled(300, 4, 1, 2, 1);
  const before = nats(labels, points);
  expect(
    nats(
      mapped(labels, (value) => [8, -3, 0.5, 11][value]),
      points,
    ),
  ).toBe(before);
  expect(
    nats(
      labels,
      mapped(points, (value) => -4 * value),
    ),
  ).toBe(before);
  const oneHot = Float64Array.from({ length: 1200 }, (_, i) => +(labels.data[i >> 2] === i % 4));
  expect(nats({ data: oneHot, n: 300, d: 4 }, points)).toBe(before);
});

test("no row shows more than its category's share of the ceiling, reached by categories far apart", () => {
  const [labels, points] = labelled(300, 3, 1000, 1, 1);
  const { nats: found, ceiling, local, categories, discrete } = run(labels, points);
  expect(found).toBeCloseTo(ceiling, 12);
  expect(Math.abs(ceiling - Math.log(3))).toBeLessThan(0.02);
  expect([categories, discrete]).toEqual([3, "x"]);
  expect(local.reduce((sum, value) => sum + value, 0) / 300).toBeCloseTo(found, 12);
});

// Rounding to a fifth of the deviation loses less than 0.01 of 0.53; the deviation of one estimate is 0.02.
test("rounded numbers beside categories are spread, not taken for categories", () => {
  const [labels, points] = labelled(1000, 2, 3, 1, 1);
  const rounded = mapped(points, (value) => Math.round(5 * value) / 5);
  const { nats: found, discrete, repeats } = run(rounded, labels);
  expect(discrete).toBe("y");
  expect(repeats).toBeGreaterThan(0.9);
  expect(Math.abs(found - truth(2, 3))).toBeLessThan(4 * 0.02 + 0.01);
});

test("one side has few different rows, or it is said which", () => {
  const [labels, points] = labelled(200, 2, 1, 1, 1);
  expect(() => nats(points, points)).toThrow(
    "ross: one of x and y must be discrete, got 200 different rows of x and 200 of y among 200; use ksg, or name the side as `discrete`",
  );
  expect(() => nats(labels, labels)).toThrow(
    "ross: one of x and y must be continuous, got 2 different rows of x and 2 of y among 200; use gao, or name the discrete side as `discrete`",
  );
  const many = labelled(200, 40, 1, 1, 2);
  expect(() => nats(...many)).toThrow("ross: one of x and y must be discrete");
  expect(nats(...many, { discrete: "x" })).toBeGreaterThan(1);
});

test("errors name the rule and the value", () => {
  const [labels, points] = labelled(40, 2, 1, 1, 1);
  expect(() => nats(labels, cloud("normal", 39, 1, 1))).toThrow(TypeError);
  expect(() => nats(labels, points, { k: 40 })).toThrow(
    "ross: k must be a whole number from 1 to N - 1 = 39, got 40",
  );
  const lonely = column(Array.from({ length: 40 }, (_, i) => (i === 7 ? 1 : 0)));
  // A row alone in its category is left out, and one category carries nothing.
  expect(nats(lonely, points)).toBe(0);
  expect(() => nats(points, points, { discrete: "y" })).toThrow(
    "ross: categories must have several rows, got y whose rows are all different",
  );
  expect(() => nats(labels, cloud("constant", 40, 1, 1), { discrete: "x" })).toThrow(
    "ross: y must not be constant, got row 0",
  );
});

test("the estimator has a standard error, and remarks on rare categories and repeated values", async () => {
  const [labels, points] = labelled(1000, 3, 1, 1, 1);
  const found = await estimate(labels.data, points.data, { estimator: ross() });
  expect(found).toMatchObject({ estimator: "Ross", guarantee: "none", train: null, remarks: [] });
  expect(found.standardError).toBeGreaterThan(0.01);
  expect(found.standardError).toBeLessThan(0.06);
  const rare = mapped(labels, (value, i) => (i < 20 ? 100 + i : value));
  const rounded = mapped(points, (value) => Math.round(20 * value) / 20);
  const { remarks, local } = await ross({ k: 20 }).estimate(rounded, rare, context);
  const repeats = repeatedShare(rounded);
  expect(repeats).toBeGreaterThan(0.5);
  expect(remarks).toEqual([
    remark("loneRowsOfCategories", { lone: 20, rows: 1000 }, [{ side: "y" }]),
    remark("repeatsSpread", { share: repeats, estimator: "Ross" }, [{ side: "x" }]),
    remark("fewRowsPerCategory", { categories: 23, rows: 43, k: 20 }, [{ side: "y" }]),
  ]);
  expect(local).toHaveLength(1000);
});
