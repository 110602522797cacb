import { expect, test } from "vitest";
import { chaoShen } from "../../src/discrete/chaoShen.ts";
import { grassberger } from "../../src/discrete/grassberger.ts";
import { millerMadow } from "../../src/discrete/millerMadow.ts";
import { nsb } from "../../src/discrete/nsb.ts";
import { plugIn } from "../../src/discrete/plugIn.ts";
import { random } from "../../src/rows/random.ts";
import { digamma } from "../../src/special/digamma.ts";

const all = { plugIn, millerMadow, chaoShen, grassberger, nsb };
const few = [4, 2, 3, 0, 2, 4, 0, 0, 2];
const uneven = [1, 1, 1, 1, 1, 2, 2, 3, 5, 9];

// infomeasure 0.6.3: im.entropy(np.repeat(np.arange(len(c)), c), approach, base="e")
test("plug-in, Miller-Madow and Chao-Shen agree with infomeasure", () => {
  expect(plugIn(few)).toBeCloseTo(1.742326588860738, 13);
  expect(plugIn(uneven)).toBeCloseTo(1.9546105246968444, 13);
  expect(millerMadow(few)).toBeCloseTo(1.8893854123901497, 13);
  expect(millerMadow(uneven)).toBeCloseTo(2.1276874477737673, 13);
  expect(chaoShen(few)).toBeCloseTo(1.8633596352763704, 13);
  expect(chaoShen(uneven)).toBeCloseTo(2.278133140468466, 13);
});

test("Grassberger's G is psi(n) + (-1)^n / 2 [ psi((n + 1) / 2) - psi(n / 2) ]", () => {
  const G = (n: number) => digamma(n) + ((-1) ** n / 2) * (digamma((n + 1) / 2) - digamma(n / 2));
  for (const counts of [few, uneven, [1], [2], [1000, 333, 7]]) {
    const N = counts.reduce((sum, n) => sum + n, 0);
    const written = counts.reduce((sum, n) => sum - (n && (n / N) * G(n)), Math.log(N));
    expect(grassberger(counts)).toBeCloseTo(written, 12);
  }
  for (const N of [2, 3, 20, 301]) expect(Math.abs(grassberger([N]))).toBeLessThan(1.2 / N);
});

// Python package ndd, its README: ndd.entropy(counts) in 1.4.1, ndd.entropy(counts, k=100) in 1.6.1. Other versions print
// 2.623634344902917 and 2.8400090835681375: it integrates to about this precision.
test("NSB agrees with ndd", () => {
  expect(nsb([7, 3, 5, 8, 9, 1, 3, 3, 1, 0, 2, 5, 2, 11, 4, 23, 5, 0, 8, 0])).toBeCloseTo(
    2.623634344888532,
    9,
  );
  expect(nsb([12, 4, 12, 4, 5, 3, 1, 5, 1, 2, 2, 2, 2, 11, 3, 4, 12, 12, 1, 2], { K: 100 })).toBeCloseTo(
    2.840012048914245,
    10,
  );
});

// scipy 1.17.1, the integral as it is written, over log beta from -25 to 11:
//   quad(w(u) h(u)) / quad(w(u)), epsrel=1e-12, with gammaln, psi, polygamma(1, .)
test("NSB agrees with SciPy's quadrature", () => {
  expect(nsb(few, { K: 100 })).toBeCloseTo(2.063834258048246, 10);
  expect(nsb(uneven, { K: 1000 })).toBeCloseTo(2.3742341234746203, 10);
});

test("NSB of one symbol among K, of all alike, and of a single possible one", () => {
  expect(nsb([7], { K: 1 })).toBe(0);
  expect(nsb([50], { K: 10 })).toBeGreaterThan(0);
  expect(nsb([50], { K: 10 })).toBeLessThan(0.03);
  // Many rows of each: the truth is log 3, and the posterior's mean below it by about its deviation, K / 2N = 5e-4.
  expect(Math.abs(nsb([1000, 1000, 1000]) - Math.log(3))).toBeLessThan(1e-3);
  // More symbols possible than could be met, and each row another: near log K.
  const sparse = nsb(new Array(300).fill(1), { K: 1e6 });
  expect(sparse).toBeGreaterThan(Math.log(300));
  expect(sparse).toBeLessThan(Math.log(1e6));
});

test("zeros and the order of symbols change nothing, given K", () => {
  for (const [name, entropy] of Object.entries(all)) {
    const K = { K: 20 };
    const value = entropy(uneven, K);
    expect(entropy([0, ...uneven, 0, 0].reverse(), K), name).toBeCloseTo(value, 12);
    expect(entropy(Int32Array.from(uneven), K), name).toBe(value);
  }
});

test("with many rows all agree with the truth, and corrections are nearer with few", () => {
  // 16 symbols with p proportional to 1 / s.
  const weights = Array.from({ length: 16 }, (_, s) => 1 / (s + 1));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const truth = weights.reduce((sum, w) => sum - (w / total) * Math.log(w / total), 0);
  const draw = (N: number, seed: number) => {
    const { uniform } = random(seed);
    const counts = new Int32Array(16);
    for (let i = 0; i < N; i++) {
      let left = uniform() * total;
      let s = 0;
      while (s < 15 && left >= weights[s]) left -= weights[s++];
      counts[s]++;
    }
    return counts;
  };
  const mean = (entropy: (counts: Int32Array) => number, N: number, samples: number) => {
    let sum = 0;
    for (let seed = 0; seed < samples; seed++) sum += entropy(draw(N, seed)) / samples;
    return sum;
  };
  // Var[-log p] is 0.70 here: the mean of 4 samples of 20,000 is known to sqrt(0.7 / 80,000) = 0.003; four of these.
  for (const entropy of Object.values(all))
    expect(Math.abs(mean(entropy, 20_000, 4) - truth)).toBeLessThan(0.012);
  // 40 rows, mean of 100 samples: known to sqrt(0.7 / 4,000) = 0.013. Plug-in is low by about 15 / 80 = 0.19.
  const bias = (entropy: (counts: Int32Array) => number) => mean(entropy, 40, 100) - truth;
  expect(bias(plugIn)).toBeLessThan(-0.19 + 4 * 0.013 + 0.05); // symbols not met take from the first-order term
  for (const entropy of [millerMadow, chaoShen, grassberger, nsb])
    expect(Math.abs(bias(entropy))).toBeLessThan(Math.abs(bias(plugIn)) / 2);
});

test("every row another: Chao-Shen counts one as if met twice", () => {
  const N = 6;
  const p = 1 / N / N; // the coverage is 1 / N
  const written = (-N * p * Math.log(p)) / (1 - (1 - p) ** N);
  expect(chaoShen([1, 1, 1, 1, 1, 1])).toBeCloseTo(written, 13);
  expect(chaoShen([1])).toBe(0);
  expect(chaoShen([9])).toBe(0);
});

test("counts that are none are refused", () => {
  for (const [name, entropy] of Object.entries(all)) {
    expect(() => entropy([1, -1])).toThrow(`${name}: counts must be whole numbers from 0, got -1 at 1`);
    expect(() => entropy([1.5])).toThrow(RangeError);
    expect(() => entropy([Number.NaN])).toThrow(RangeError);
    expect(() => entropy([0, 0])).toThrow(`${name}: some count must be above 0`);
  }
  expect(() => nsb([1, 1, 1], { K: 2 })).toThrow(
    "nsb: K must be a whole number of at least the 3 observed symbols, got 2",
  );
});
