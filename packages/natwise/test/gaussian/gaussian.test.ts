import { expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { canonicalCorrelations } from "../../src/gaussian/canonicalCorrelations.ts";
import { gaussianCopula } from "../../src/gaussian/gaussianCopula.ts";
import { gaussianMi } from "../../src/gaussian/gaussianMi.ts";
import { gaussianNats } from "../../src/gaussian/gaussianNats.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { remark } from "../../src/remarks.ts";
import { mean } from "../../src/rows/mean.ts";
import { random } from "../../src/rows/random.ts";
import { digamma } from "../../src/special/digamma.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Matrix } from "../../src/types.ts";
import { lcg } from "../lcg.ts";

const rows = (n: number, row: (i: number) => number[]): number[][] =>
  Array.from({ length: n }, (_, i) => row(i));
const asMatrix = (values: number[][]): Matrix => ({
  data: Float64Array.from(values.flat()),
  n: values.length,
  d: values[0].length,
});
const nats = (x: number[][], y: number[][], z: number[][] | null = null) =>
  runToEnd(gaussianNats(asMatrix(x), asMatrix(y), z && asMatrix(z), "gaussianNats"));
const moment = (values: number[], power: number) => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** power));
};
const u = lcg(500, 1);
const x = rows(100, (i) => [u[5 * i], u[5 * i + 1]]);
const y = rows(100, (i) => [u[5 * i] + u[5 * i + 2], u[5 * i + 1] * u[5 * i + 3]]);
const z = rows(100, (i) => [u[5 * i + 4] + u[5 * i]]);
const normals = (n: number, d: number, seed: number) => {
  const { normal } = random(seed);
  return rows(n, () => Array.from({ length: d }, normal));
};

// numpy 2.4.6, scipy 1.17.1, u = lcg(500, seed=1).reshape(100, 5), x = u[:, :2],
// y = c_[u[:, 0] + u[:, 2], u[:, 1] * u[:, 3]], z = u[:, [4]] + u[:, [0]]:
//   ld = lambda *a: slogdet(atleast_2d(cov(hstack(a).T)))[1]; h = lambda d: sum(psi((100 - i) / 2) for i in 1..d) / 2
//   (ld(x) + ld(y) - ld(x, y)) / 2 - (2 h(2) - h(4))
//   (ld(x, z) + ld(y, z) - ld(z) - ld(x, y, z)) / 2 - (2 h(3) - h(1) - h(5))
//   the same of norm.ppf(rankdata(a, axis=0) / 101); cos(scipy.linalg.subspace_angles(x - x.mean(0), y - y.mean(0)))
test("all agree with NumPy's determinants and SciPy's angles between subspaces", async () => {
  const mi = gaussianMi();
  const copula = gaussianCopula();
  expect((await estimate(x, y, { estimator: mi })).nats).toBeCloseTo(0.6799039486639442, 12);
  expect((await estimate(x, y, { estimator: mi, given: z })).nats).toBeCloseTo(0.5183985907568287, 12);
  expect((await estimate(x, y, { estimator: copula })).nats).toBeCloseTo(0.673726643932622, 12);
  expect((await estimate(x, y, { estimator: copula, given: z })).nats).toBeCloseTo(0.52598870165694, 12);
  const [first, second] = canonicalCorrelations(x, y);
  expect(first).toBeCloseTo(0.7436497949321422, 13);
  expect(second).toBeCloseTo(0.6700783379818032, 13);
});

test("the determinants are the canonical correlations' sum, also for more columns on one side", () => {
  const wide = normals(60, 5, 1);
  const narrow = rows(60, (i) => [wide[i][0] + wide[i][3] ** 2, wide[i][1] - wide[i][2] * wide[i][4]]);
  for (const [a, b] of [
    [wide, narrow],
    [narrow, wide],
  ]) {
    const { nats: value, chance } = nats(a, b);
    const correlations = canonicalCorrelations(a, b);
    expect(correlations.length).toBe(2);
    const sum = correlations.reduce((total, rho) => total - Math.log1p(-rho * rho) / 2, 0);
    expect(value + chance).toBeCloseTo(sum, 12);
  }
});

test("rows contribute the log-ratio of the fitted densities", () => {
  const { x: a, y: b } = gaussian({ rho: 0.8 }).sample(200, 1);
  const { local, nats: value, chance } = runToEnd(gaussianNats(a, b, null, "gaussianNats"));
  const scale = (column: Float64Array) => {
    const mean = column.reduce((sum, v) => sum + v / 200, 0);
    const deviation = Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2 / 200, 0));
    return column.map((v) => (v - mean) / deviation);
  };
  const [p, q] = [scale(a.data), scale(b.data)];
  const rho = p.reduce((sum, v, i) => sum + (v * q[i]) / 200, 0);
  const fitted = gaussian({ rho });
  for (let i = 0; i < 200; i++)
    expect(local[i]).toBeCloseTo(fitted.logRatio!(p.subarray(i, i + 1), q.subarray(i, i + 1)) - chance, 11);
  expect(local.reduce((sum, v) => sum + v / 200, 0)).toBeCloseTo(value, 12);
});

test("what chance gives is the mean of -log(1 - r^2) / 2 over the exact distribution of r", () => {
  // Six rows of independent normals: r has density 3/4 (1 - r^2). Midpoints err by less than 1e-8 of this smooth integrand.
  let expected = 0;
  const steps = 20_000;
  for (let i = 0; i < steps; i++) {
    const r = (2 * (i + 0.5)) / steps - 1;
    expected += ((-Math.log(1 - r * r) / 2) * 0.75 * (1 - r * r) * 2) / steps;
  }
  expect(nats(normals(6, 1, 1), normals(6, 1, 2)).chance).toBeCloseTo(expected, 7);
});

test("it is unbiased at 20 rows, and its standard error is the spread", async () => {
  const task = gaussian({ dims: 2, rho: 0.5 });
  const samples = 300;
  let [sum, squares, claimed] = [0, 0, 0];
  for (let seed = 0; seed < samples; seed++) {
    const sample = task.sample(20, seed);
    const found = await gaussianMi().estimate(sample.x, sample.y, { seed: 0, engine: never });
    sum += found.nats;
    squares += found.nats ** 2;
    claimed += found.standardError! ** 2;
  }
  const mean = sum / samples;
  const spread = Math.sqrt(squares / samples - mean ** 2);
  expect(Math.abs(mean - task.nats)).toBeLessThan((4 * spread) / Math.sqrt(samples));
  // The spread of 300 values is known to 1 / sqrt(600) = 4%; four of these, and the 12% that the docstring admits.
  expect(Math.abs(Math.sqrt(claimed / samples) / spread - 1)).toBeLessThan(0.16 + 0.12);
});

test("I(X; Y | Z) is that of what z leaves, and the chain rule holds before correction", () => {
  const [a, b, c] = [normals(80, 2, 3), normals(80, 1, 4), normals(80, 2, 5)];
  const mixed = rows(80, (i) => [b[i][0] + a[i][0] - c[i][1]]);
  const both = rows(80, (i) => [...a[i], ...c[i]]);
  const raw = ({ nats: value, chance }: { nats: number; chance: number }) => value + chance;
  expect(raw(nats(both, mixed))).toBeCloseTo(raw(nats(c, mixed)) + raw(nats(a, mixed, c)), 12);
  expect(nats(a, mixed, c).nats).toBeCloseTo(nats(mixed, a, c).nats, 12);
});

test("linear maps of a side change nothing, even ill-conditioned ones", () => {
  const mapped = rows(100, (i) => [1e6 * x[i][0] + 3, x[i][0] + 1e-5 * x[i][1]]);
  // Columns alike to 1e-5 lose five of sixteen digits.
  expect(nats(mapped, y).nats).toBeCloseTo(nats(x, y).nats, 9);
});

test("columns that others determine are left out, with a remark", async () => {
  const doubled = rows(100, (i) => [...x[i], x[i][0] - 2 * x[i][1]]);
  const found = await estimate(doubled, y, { estimator: gaussianMi() });
  expect(found.nats).toBeCloseTo(nats(x, y).nats, 12);
  expect(found.remarks).toEqual([remark("redundantColumns", {}, [{ side: "x", at: 2 }])]);
  const swapped = await estimate(y, doubled, { estimator: gaussianMi() });
  expect(swapped.nats).toBeCloseTo(found.nats, 12);
});

test("what z determines carries no further information", async () => {
  const found = await estimate(
    x.map(([a]) => a),
    y,
    { estimator: gaussianMi(), given: x },
  );
  expect(found.nats).toBe(0);
  expect(found.standardError).toBeLessThan(1e-15);
  expect(found.remarks).toEqual([remark("determinedByGiven", {}, [{ side: "x" }])]);
});

test("a y that x determines is infinite, and named", async () => {
  const copy = rows(100, (i) => [u[5 * i + 3], 3 - 2 * x[i][1] + x[i][0]]);
  await expect(estimate(x, copy, { estimator: gaussianMi() })).rejects.toThrow(
    "gaussianMi: x must not determine y, got column 1 of y as a linear function of the other columns; its information is infinite, leave it out",
  );
  const rising = x.map(([a]) => Math.exp(a));
  await expect(
    estimate(
      x.map(([a]) => a),
      rising,
      { estimator: gaussianCopula() },
    ),
  ).rejects.toThrow("gaussianCopula: x must not determine y, got column 0 of y");
});

test("more columns than rows, and rows that do not match, are refused", async () => {
  await expect(estimate(normals(20, 10, 1), normals(20, 9, 2), { estimator: gaussianMi() })).rejects.toThrow(
    "gaussianMi: needs at least 21 rows for 19 columns, got 20",
  );
  expect(() => nats(x, y.slice(1))).toThrow(
    "gaussianNats: all must have the same number of rows, got 100 and 99",
  );
  expect(() => nats(x, y, z.slice(2))).toThrow(TypeError);
  expect(() => canonicalCorrelations(x, y.slice(1))).toThrow(
    "canonicalCorrelations: x and y must have the same number of rows, got 100 and 99",
  );
});

test("remarks: many columns and few rows, skewed columns, ties", async () => {
  const few = await estimate(normals(24, 8, 1), normals(24, 8, 2), { estimator: gaussianMi() });
  // E log|S| of a Wishart matrix with 23 degrees of freedom: sum_{j = 0}^{d - 1} psi((23 - j) / 2), constants aside.
  const expected = (d: number) =>
    Array.from({ length: d }, (_, j) => digamma((23 - j) / 2)).reduce((sum, v) => sum + v, 0);
  const chance = expect.closeTo(expected(8) - expected(16) / 2, 10);
  expect(few.remarks).toMatchObject([{ code: "muchByChance", values: { rows: 24, chance }, columns: [] }]);
  const skewed = normals(500, 1, 3).map(([a]) => Math.exp(2 * a));
  const found = await estimate(
    skewed,
    normals(500, 1, 4).map(([a]) => a),
    { estimator: gaussianMi() },
  );
  const spread = moment(skewed, 2);
  const skewness = expect.closeTo(moment(skewed, 3) / spread ** 1.5, 8);
  const excess = expect.closeTo(moment(skewed, 4) / spread ** 2 - 3, 6);
  expect(found.remarks).toMatchObject([
    { code: "farFromNormal", values: { skewness, excess }, columns: [{ side: "x", at: 0 }] },
  ]);
  const whole = normals(500, 1, 5).map(([a]) => Math.round(a));
  const tied = await estimate(
    whole,
    normals(500, 1, 4).map(([a]) => a),
    { estimator: gaussianCopula() },
  );
  expect(tied.remarks).toEqual([
    remark("tiesBroken", { share: 1 - new Set(whole).size / 500 }, [{ side: "x" }]),
  ]);
  const clean = await estimate(x, y, { estimator: gaussianCopula() });
  expect(clean.remarks).toEqual([]);
});

test("the copula conditions on categories", async () => {
  // Both sides are the same coin and noise of their own: without the coin nothing is left.
  const { normal, integer } = random(8);
  const coin = Array.from({ length: 2000 }, () => integer(2));
  const [a, b] = [0, 1].map(() => coin.map((side) => 4 * side + normal()));
  const estimator = gaussianCopula();
  expect((await estimate(a, b, { estimator })).nats).toBeGreaterThan(0.2);
  const found = await estimate(a, b, { estimator, given: coin });
  // What ranks bend within a side is much alike on both; hardly anything, against 0.25 without.
  expect(Math.abs(found.nats)).toBeLessThan(0.01);
});

test("increasing functions of columns do not change the copula's estimate, and it is a lower bound for one column", async () => {
  const { x: a, y: b } = gaussian({ rho: 0.8 }).sample(2000, 1);
  const plain = await estimate([...a.data], [...b.data], { estimator: gaussianCopula() });
  const bent = await estimate(
    [...a.data].map((v) => v ** 3),
    [...b.data].map(Math.exp),
    { estimator: gaussianCopula() },
  );
  expect(bent.nats).toBeCloseTo(plain.nats, 12);
  expect(Math.abs(plain.nats - gaussian({ rho: 0.8 }).nats)).toBeLessThan(4 * plain.standardError!);
  expect(plain.guarantee).toBe("lower");
  expect((await estimate(x, y, { estimator: gaussianCopula() })).guarantee).toBe("none");
  // Two equal columns of three categories: at most log 3, where mean ranks would give infinity.
  const codes = Array.from({ length: 600 }, (_, i) => i % 3);
  const discrete = await estimate(codes, codes, { estimator: gaussianCopula() });
  expect(discrete.nats).toBeLessThan(Math.log(3));
  expect(discrete.nats).toBeGreaterThan(0.3);
});

const never = () => Promise.reject(new Error("no engine is needed"));
