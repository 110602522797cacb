import { expect, test } from "vitest";
import { discrete } from "../../src/discrete/discrete.ts";
import { estimate } from "../../src/estimate.ts";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { ksg } from "../../src/neighbours/ksg.ts";
import { random } from "../../src/rows/random.ts";
import { lagged } from "../../src/series/lagged.ts";
import { laggedMi } from "../../src/series/laggedMi.ts";
import { transferEntropy } from "../../src/series/transferEntropy.ts";
import { lcg } from "../lcg.ts";

/** x_t = a x_{t-1} + e_t, y_t = b y_{t-1} + c x_{t-lag} + f_t, with e and f standard normal, after it has forgotten its start. */
function coupled(
  n: number,
  { a, b, c, lag = 1 }: { a: number; b: number; c: number; lag?: number },
  seed: number,
) {
  const { normal } = random(seed);
  const x = [0];
  const y = [0];
  for (let t = 1; t < n + 200; t++) {
    x.push(a * x[t - 1] + normal());
    y.push(b * y[t - 1] + c * (x[t - lag] ?? 0) + normal());
  }
  return [x.slice(200), y.slice(200)] as const;
}

/**
 * Of that process with lag 1: log( var(y_t | y_{t-1}) / var(y_t | y_{t-1}, x_{t-1}) ) / 2. The second variance is 1, the
 * first 1 + c^2 (Vx - C^2 / Vy), from Vx = 1 / (1 - a^2), C = cov(x_t, y_t) = a b C + a c Vx and
 * Vy = b^2 Vy + c^2 Vx + 2 b c C + 1.
 */
function truth({ a, b, c }: { a: number; b: number; c: number }): number {
  const Vx = 1 / (1 - a * a);
  const C = (a * c * Vx) / (1 - a * b);
  const Vy = (c * c * Vx + 2 * b * c * C + 1) / (1 - b * b);
  return Math.log1p(c * c * (Vx - (C * C) / Vy)) / 2;
}

test("x_{t - lag} stands beside y_t, either way", () => {
  const [x, y] = [
    [0, 1, 2, 3, 4],
    [10, 11, 12, 13, 14],
  ];
  const later = lagged(x, y, 2);
  expect([...later.x.data]).toEqual([0, 1, 2]);
  expect([...later.y.data]).toEqual([12, 13, 14]);
  const earlier = lagged(x, y, -1);
  expect([...earlier.x.data]).toEqual([1, 2, 3, 4]);
  expect([...earlier.y.data]).toEqual([10, 11, 12, 13]);
  expect(earlier.y.shape).toEqual([4, 1]);
  const wide = lagged(
    [
      [0, 5],
      [1, 6],
      [2, 7],
    ],
    [[10], [11], [12]],
    1,
  );
  expect([...wide.x.data]).toEqual([0, 5, 1, 6]);
  expect(wide.x.shape).toEqual([2, 2]);
});

test("MI is highest at the lag by which y follows x, and is that of the pairs", async () => {
  const [x, y] = coupled(1500, { a: 0.5, b: 0.2, c: 0.8, lag: 3 }, 1);
  const progress: number[] = [];
  const found = await laggedMi(x, y, {
    lags: [-2, 0, 2, 3, 4],
    estimator: gaussianMi(),
    onProgress: ({ done }) => progress.push(done),
  });
  expect(found.map(({ lag }) => lag)).toEqual([-2, 0, 2, 3, 4]);
  const best = found.reduce((a, b) => (b.estimate.nats > a.estimate.nats ? b : a));
  expect(best.lag).toBe(3);
  expect(best.estimate.n).toBe(1497);
  const pairs = await estimate(x.slice(0, -3), y.slice(3), { estimator: gaussianMi() });
  expect(best.estimate.nats).toBeCloseTo(pairs.nats, 12);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
  const byKsg = await laggedMi(x.slice(0, 500), y.slice(0, 500), { lags: [3] });
  expect(byKsg[0].estimate.estimator).toBe("KSG");
});

test("transfer entropy of coupled normal series is the closed form, one way, and 0 the other", async () => {
  for (const process of [
    { a: 0.5, b: 0.3, c: 0.6 },
    { a: 0.9, b: -0.5, c: 0.3 },
  ]) {
    const [x, y] = coupled(5000, process, 2);
    const forth = await transferEntropy(x, y, { estimator: gaussianMi() });
    expect(Math.abs(forth.nats - truth(process))).toBeLessThan(4 * forth.standardError!);
    // At 0, 2 N T is chi-squared with one degree of freedom: beyond 16 once in 16,000 draws.
    const back = await transferEntropy(y, x, { estimator: gaussianMi() });
    expect(Math.abs(back.nats)).toBeLessThan(16 / 2 / 5000);
    expect(forth.dims).toEqual({ x: 1, y: 1, given: 1 });
    expect(forth.n).toBe(4999);
  }
});

test("nearest neighbours find it too", async () => {
  const process = { a: 0.5, b: 0.3, c: 0.6 };
  const [x, y] = coupled(2000, process, 3);
  const found = await transferEntropy(x, y);
  // In three dimensions KSG reads low by some hundredths here; the standard error does not include that.
  expect(Math.abs(found.nats - truth(process))).toBeLessThan(4 * found.standardError! + 0.03);
  expect((await transferEntropy(y, x)).nats).toBeLessThan(found.nats / 3);
});

// infomeasure 0.6.3, u = lcg(600, seed=5), x = floor(3 u[0::2]), y_t = x_{t-1} if u[1::2]_t < .6 else (y_{t-1} + 1) mod 3:
//   im.transfer_entropy(x, y, approach="discrete", base="e"), of (y, x), and with dest_hist_len=2
test("transfer entropy between symbols agrees with infomeasure", async () => {
  const u = lcg(600, 5);
  const x = Array.from({ length: 300 }, (_, t) => Math.floor(3 * u[2 * t]));
  const y = [0];
  for (let t = 1; t < 300; t++) y.push(u[2 * t + 1] < 0.6 ? x[t - 1] : (y[t - 1] + 1) % 3);
  const estimator = discrete({ correction: "none" });
  expect((await transferEntropy(x, y, { estimator })).nats).toBeCloseTo(0.5408764888980754, 12);
  expect((await transferEntropy(y, x, { estimator })).nats).toBeCloseTo(0.011294793811325515, 12);
  expect((await transferEntropy(x, y, { estimator, history: 2 })).nats).toBeCloseTo(0.5482616341263781, 12);
});

test("lag and histories take the values they name", async () => {
  const [x, y] = coupled(400, { a: 0.5, b: 0.3, c: 0.6 }, 4);
  const rows = Array.from({ length: 400 - 4 }, (_, i) => i + 4);
  const byHand = await estimate(
    rows.map((t) => [x[t - 2], x[t - 3], x[t - 4]]),
    rows.map((t) => y[t]),
    { estimator: gaussianMi(), given: rows.map((t) => [y[t - 1], y[t - 2]]) },
  );
  const found = await transferEntropy(x, y, {
    estimator: gaussianMi(),
    lag: 2,
    history: 2,
    sourceHistory: 3,
  });
  expect(found.nats).toBeCloseTo(byHand.nats, 12);
  expect(found.dims).toEqual({ x: 3, y: 1, given: 2 });
});

test("transfer caused by a third series vanishes given its past", async () => {
  const { normal } = random(5);
  const n = 3000;
  const driver = Array.from({ length: n }, normal);
  const x = driver.map((_, t) => (driver[t - 1] ?? 0) + 0.5 * normal());
  const y = driver.map((_, t) => (driver[t - 2] ?? 0) + 0.5 * normal());
  const alone = await transferEntropy(x, y, { estimator: gaussianMi() });
  expect(alone.nats).toBeGreaterThan(0.3);
  const fixed = await transferEntropy(x, y, { estimator: gaussianMi(), history: 2, given: driver });
  expect(Math.abs(fixed.nats)).toBeLessThan(16 / 2 / n); // as above
  expect(fixed.dims.given).toBe(4);
});

test("lags, histories and rows that do not fit are refused", async () => {
  const x = Array.from({ length: 30 }, (_, i) => i % 7);
  expect(() => lagged(x, x.slice(1), 1)).toThrow(
    "lagged: x and y must have the same number of rows, got 30 and 29",
  );
  for (const lag of [0.5, 30, -30, Number.NaN])
    expect(() => lagged(x, x, lag)).toThrow(
      `lagged: lag must be a whole number between -30 and 30, got ${lag}`,
    );
  await expect(laggedMi(x, x, { lags: [] })).rejects.toThrow("laggedMi: needs at least one lag, got none");
  for (const name of ["lag", "history", "sourceHistory"])
    await expect(transferEntropy(x, x, { [name]: 0 })).rejects.toThrow(
      `transferEntropy: ${name} must be a whole number above 0, got 0`,
    );
  await expect(transferEntropy(x, x.slice(1))).rejects.toThrow(
    "transferEntropy: all series must have the same number of rows, got 30 and 29",
  );
  await expect(transferEntropy(x, x, { given: x.slice(2) })).rejects.toThrow(TypeError);
  await expect(transferEntropy(x, x, { lag: 30 })).rejects.toThrow(
    "transferEntropy: needs more than the 30 rows that lag and histories reach back, got 30",
  );
  const other = { ...ksg(), conditional: undefined };
  await expect(transferEntropy(x, x, { estimator: other })).rejects.toThrow("cannot condition on columns");
});
