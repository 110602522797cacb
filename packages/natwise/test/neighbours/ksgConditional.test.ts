import { expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { ksg, ksgConditionalNats, ksgNats } from "../../src/neighbours/ksg.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { remark } from "../../src/remarks.ts";
import { random } from "../../src/rows/random.ts";
import { sideBySide } from "../../src/rows/sideBySide.ts";
import type { Matrix } from "../../src/types.ts";
import { cloud, distance } from "./clouds.ts";
import { column, context, gaussians, lcgColumns, mapped, psi } from "./samples.ts";

const nats = (x: Matrix, y: Matrix, z: Matrix, k = 3, seed = 0) =>
  runToEnd(ksgConditionalNats(x, y, z, { k, seed })).nats;

/** The formula of frenzel2007partial as it is written. */
function naive(x: Matrix, y: Matrix, z: Matrix, k: number): number {
  const others = Array.from({ length: x.n }, (_, i) => i);
  let sum = 0;
  for (const i of others) {
    const far = (...parts: Matrix[]) => {
      return others.filter((j) => j !== i).map((j) => Math.max(...parts.map((part) => distance(part, i, j))));
    };
    const eps = far(x, y, z).sort((a, b) => a - b)[k - 1];
    const within = (...parts: Matrix[]) => far(...parts).filter((r) => r < eps).length;
    sum += psi(k) + psi(within(z) + 1) - psi(within(x, z) + 1) - psi(within(y, z) + 1);
  }
  return sum / x.n;
}

test("it is the formula of Frenzel and Pompe", () => {
  for (const kind of ["normal", "clustered", "heavyTailed"] as const) {
    for (const [dx, dy, dz] of [
      [1, 1, 1],
      [1, 2, 3],
    ]) {
      const z = cloud(kind, 120, dz, 3);
      const shifted = (points: Matrix) =>
        mapped(points, (value, i) => value + z.data[Math.floor(i / points.d) * dz]);
      const x = shifted(cloud(kind, 120, dx, 1));
      const y = shifted(cloud(kind, 120, dy, 2));
      for (const k of [1, 4, 119]) {
        expect(nats(x, y, z, k)).toBeCloseTo(naive(x, y, z, k), 11);
        expect(nats(y, x, z, k)).toBeCloseTo(nats(x, y, z, k), 11);
      }
    }
  }
});

// ennemi 1.5.0, numpy 2.4.6, Python 3.11:
//   a, b = u[0::2], u[1::2]  # of lcg(2000, seed=1), see `lcgColumns`
//   ennemi.estimate_mi(y, x, cond=z, k=k, preprocess=False)
// Its digamma is right to 1e-7.
test("it agrees with ennemi", () => {
  const [a, b] = lcgColumns();
  const sum = a.map((value, i) => value + b[i]);
  const rolled = (values: number[]) => values.map((_, i) => values[(i + 999) % 1000]);
  const z2 = sideBySide(column(rolled(a)), column(rolled(b)));
  const golden: [x: number[], y: number[], z: Matrix, k: number, nats: number][] = [
    [a, sum, column(b), 3, 2.4010250144425904],
    [sum, a.map((value, i) => value - b[i]), column(a), 3, 1.815636136238227],
    [a, sum, column(rolled(b)), 5, 0.4152021135842232],
    [a, sum, z2, 3, 0.38411484645736227],
    [a, sum, column(rolled(b).map((value) => 100 * Math.floor(4 * value))), 3, 0.4573712035556844],
  ];
  for (const [x, y, z, k, expected] of golden)
    expect(Math.abs(nats(column(x), column(y), z, k) - expected)).toBeLessThan(1e-6);
});

// x = z + e, y = z + f, e and f correlated by rho: -log(1 - rho^2) / 2. Standard deviation of one estimate at N = 1000:
// 0.021, 0.031, 0.035 over 60 samples; mean of ten, four standard errors; and 0.02 too low at rho = 0.95 in those.
test("Gaussians come out at minus half the log of one minus their squared partial correlation", () => {
  for (const [rho, deviation, bias] of [
    [0, 0.021, 0],
    [0.6, 0.031, 0.007],
    [0.95, 0.035, 0.02],
  ]) {
    let mean = 0;
    for (let seed = 0; seed < 10; seed++) {
      const [e, f] = gaussians(1000, 1, rho, seed);
      const z = cloud("normal", 1000, 1, 100 + seed);
      const given = (points: Matrix) => mapped(points, (value, i) => value + z.data[i]);
      mean += nats(given(e), given(f), z) / 10;
    }
    const truth = -Math.log(1 - rho * rho) / 2;
    expect(Math.abs(mean - truth)).toBeLessThan((4 * deviation) / Math.sqrt(10) + bias);
  }
});

// Within each category it is KSG, whose deviation at N = 500 is 0.03 for rho = 0 and 0.05 for 0.9, and whose bias is
// 0.01; half of each. Mean of ten, four standard errors.
test("categories: the mean over them of the information of x and y in each, however they are coded", () => {
  let mean = 0;
  for (let seed = 0; seed < 10; seed++) {
    const draws = random(seed);
    const z = column(Float64Array.from({ length: 1000 }, () => draws.integer(2)));
    const x = mapped(z, (value) => 3 * value + draws.normal());
    const y = mapped(x, (value, i) => {
      const rho = z.data[i] ? 0.9 : 0;
      return rho * (value - 3 * z.data[i]) + Math.sqrt(1 - rho * rho) * draws.normal();
    });
    const found = nats(
      x,
      y,
      mapped(z, (value) => 50 * value),
    );
    const oneHot = sideBySide(
      mapped(z, (value) => 50 * value),
      mapped(z, (value) => 50 - 50 * value),
    );
    expect(nats(x, y, oneHot)).toBe(found);
    mean += found / 10;
  }
  const truth = -Math.log(1 - 0.9 * 0.9) / 4;
  expect(Math.abs(mean - truth)).toBeLessThan((4 * Math.hypot(0.03, 0.05)) / 2 / Math.sqrt(10) + 0.01);
});

// Left as they are, 20 levels tie in distance for a fifth of the rows. Bias of ten to twelve samples: 0.02; deviation
// of one estimate at N = 1000: 0.03; mean of ten, four standard errors.
test("given whole numbers the estimate is right", () => {
  let mean = 0;
  for (let seed = 0; seed < 10; seed++) {
    const [x, y] = gaussians(1000, 1, 0.6, seed);
    const draws = random(seed, 1);
    const z = column(Float64Array.from({ length: 1000 }, () => draws.integer(20) / 5.77));
    mean += nats(x, y, z) / 10;
  }
  expect(Math.abs(mean + Math.log(1 - 0.36) / 2)).toBeLessThan((4 * 0.03) / Math.sqrt(10) + 0.02);
});

// Three estimates with deviations of 0.02 to 0.03 at N = 2000 each, and biases of 0.01.
test("the chain rule holds: I(X; Y, Z) = I(X; Z) + I(X; Y | Z)", () => {
  const [e, f] = gaussians(2000, 1, 0.5, 1);
  const z = cloud("normal", 2000, 1, 2);
  const x = mapped(e, (value, i) => value + z.data[i]);
  const both = runToEnd(ksgNats(x, sideBySide(f, z))).nats;
  const parts = runToEnd(ksgNats(x, z)).nats + nats(x, f, z);
  expect(Math.abs(both - parts)).toBeLessThan(4 * 0.03 + 0.01);
});

test("given x itself, x carries no information", () => {
  const [x, y] = gaussians(1000, 1, 0.9, 1);
  // Deviation 0.02 at N = 1000.
  expect(Math.abs(nats(x, y, x))).toBeLessThan(4 * 0.02);
  const rounded = mapped(x, (value) => Math.round(value));
  expect(Math.abs(nats(rounded, y, rounded))).toBeLessThan(4 * 0.03);
});

test("a constant carries no information, nor do two of them", () => {
  const constant = cloud("constant", 100, 1, 1);
  const z = cloud("wholeNumbers", 100, 1, 2);
  expect(nats(constant, cloud("normal", 100, 1, 3), z)).toBeCloseTo(0, 12);
  expect(nats(constant, constant, z)).toBeCloseTo(0, 12);
});

test("no row shows more than psi(N) - psi(k)", () => {
  for (const kind of ["normal", "clustered", "mostlyOneValue"] as const) {
    const x = cloud(kind, 200, 1, 1);
    const z = cloud("wholeNumbers", 200, 1, 2);
    const { local, nats: found, ceiling, reach } = runToEnd(ksgConditionalNats(x, x, z, { k: 4 }));
    expect(Math.max(...local)).toBeLessThanOrEqual(ceiling + 1e-12);
    expect(local.reduce((sum, value) => sum + value, 0) / 200).toBeCloseTo(found, 12);
    expect(found).toBeLessThanOrEqual(reach + 1e-12);
    expect(reach).toBeLessThanOrEqual(ceiling + 1e-12);
  }
});

test("errors name the rule and the value", () => {
  const x = cloud("normal", 10, 1, 1);
  expect(() => nats(x, x, cloud("normal", 9, 1, 1))).toThrow(
    "ksg: x, y and z must have the same number of rows, got 10, 10 and 9",
  );
  expect(() => nats(x, x, x, 10)).toThrow("ksg: k must be a whole number from 1 to N - 1 = 9, got 10");
});

test("estimate conditions on columns, and remarks on a low ceiling and many columns", async () => {
  const [x, y] = gaussians(300, 1, 0.6, 1);
  const z = cloud("normal", 300, 1, 2);
  const shaped = ({ data, n, d }: Matrix) => ({ data, shape: [n, d] });
  const found = await estimate(shaped(x), shaped(y), { given: shaped(z), estimator: ksg() });
  expect(found).toMatchObject({ estimator: "KSG", dims: { x: 1, y: 1, given: 1 }, guarantee: "none" });
  expect(found.remarks).toEqual([]);
  expect(found.standardError).toBeGreaterThan(0.02);
  expect(found.standardError).toBeLessThan(0.1);
  const many = await ksg().conditional!(x, y, cloud("normal", 300, 9, 3), context);
  const { ceiling } = many.remarks[0].values as { ceiling: number };
  expect(many.remarks).toEqual([
    remark("neighbourCeilingGiven", { ceiling }),
    remark("manyColumns", { columns: 11 }),
  ]);
  expect(ceiling).toBeGreaterThan(0);
  expect(ceiling).toBeLessThan(1);
});
