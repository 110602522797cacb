import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { student } from "../../src/tasks/student.ts";
import { expectNats, expectNormalised } from "./laws.ts";

const correlated = (rho: number) => [
  [1, rho],
  [rho, 1],
];

describe("student", () => {
  it.each([
    [1, 1, 0.2242],
    [2, 1, 0.4319],
    [2, 2, 0.1931],
    [3, 2, 0.2909],
    [3, 3, 0.1787],
    [5, 2, 0.4482],
    [5, 3, 0.2985],
  ])("with %d + as many columns and nu = %d has the published information", (d, nu, nats) => {
    expect(Math.abs(student({ dims: { x: d, y: d }, nu }).nats - nats)).toBeLessThan(5e-5);
  });

  it.each([
    [1, 0],
    [1, 0.7],
    [2.5, 0],
    [2.5, -0.4],
    [8, 0.7],
  ])("is what integrating its density gives: nu %d, correlation %d", (nu, rho) => {
    const task = student({ dims: { x: 1, y: 1 }, nu, dispersion: correlated(rho) });
    expect(Math.abs(task.nats - integrated(nu, rho))).toBeLessThan(1e-10);
  });

  it("is log 8 pi - 3 of Cauchy's distribution, and goes to that of normal pairs as nu grows", () => {
    expect(student({ dims: { x: 1, y: 1 }, nu: 1 }).nats).toBeCloseTo(Math.log(8 * Math.PI) - 3, 12);
    // The difference falls as 1 / nu^2; rounding of log Gamma(nu / 2), some 4e4, leaves 1e-11.
    const beyond = (nu: number) =>
      student({ dims: { x: 1, y: 1 }, nu, dispersion: correlated(0.6) }).nats - gaussian({ rho: 0.6 }).nats;
    expect(Math.abs(beyond(1e4))).toBeLessThan(1e-7);
    expect(beyond(100) / beyond(200)).toBeGreaterThan(3.8);
    expect(beyond(100) / beyond(200)).toBeLessThan(4.2);
  });

  it.each([
    [{ x: 1, y: 1 }, 1],
    [{ x: 2, y: 3 }, 0.7],
    [{ x: 5, y: 5 }, 2],
    [{ x: 1, y: 2 }, 12.5],
  ])("has the information as the mean of its log ratio: %j, nu %d", (dims, nu) => {
    expectNats(student({ dims, nu }), 20_000, 5);
  });

  it("has a ratio that is a ratio of densities", () => {
    expectNormalised(student({ dims: { x: 1, y: 1 }, nu: 3, dispersion: correlated(0.3) }), 20_000, 6);
  });

  it("draws Student's distribution: Cauchy's quartiles are -1 and 1, and 3 degrees' lie at .7649", () => {
    const n = 20_000;
    for (const [nu, quartile] of [
      [1, 1],
      [3, 0.7648923284],
    ]) {
      const { x, y } = student({ dims: { x: 1, y: 2 }, nu }).sample(n, 7);
      const share = (data: Float64Array) =>
        data.filter((value) => Math.abs(value) < quartile).length / data.length;
      // Four standard errors of a share of one half; columns of y depend on one another, so n and not 2 n.
      expect(Math.abs(share(x.data) - 0.5)).toBeLessThan(2 / Math.sqrt(n));
      expect(Math.abs(share(y.data) - 0.5)).toBeLessThan(2 / Math.sqrt(n));
    }
  });

  it("says what it is, and refuses what it cannot be", () => {
    expect(student({ dims: { x: 2, y: 1 }, nu: 1.5 }).id).toBe("student-2-1-nu1.5");
    const of = (nu: number) => () => student({ dims: { x: 1, y: 1 }, nu });
    expect(of(0)).toThrow("student: nu must be above 0 and finite, got 0");
    expect(of(Number.POSITIVE_INFINITY)).toThrow("student: nu must be above 0 and finite");
    expect(of(Number.NaN)).toThrow(RangeError);
    expect(() => student({ dims: { x: 1, y: 1 }, nu: 1, dispersion: correlated(1) })).toThrow(
      "student: the matrix must be positive definite",
    );
  });
});

/**
 * h(X) + h(Y) - h(X, Y) of one column each. Densities depend on the length r alone, in units of the dispersion: over half a
 * line, and over rings of 2 pi r. The trapezoidal rule over r = exp(pi/2 sinh u) is as good as exact; what is beyond
 * r = exp(pi/2 sinh 4) is below 1e-18 of it. Constant factors are left out of the densities and divided out of the masses.
 */
function integrated(nu: number, rho: number): number {
  const entropy = (columns: 1 | 2) => {
    const h = 1 / 64;
    let mass = 0;
    let sum = 0;
    for (let u = -4; u <= 4; u += h) {
      const r = Math.exp((Math.PI / 2) * Math.sinh(u));
      const area = h * (Math.PI / 2) * Math.cosh(u) * r * (columns === 1 ? 2 : 2 * Math.PI * r);
      const log = -((nu + columns) / 2) * Math.log1p((r * r) / nu);
      mass += area * Math.exp(log);
      sum -= area * Math.exp(log) * log;
    }
    return sum / mass + Math.log(mass);
  };
  return 2 * entropy(1) - entropy(2) - 0.5 * Math.log(1 - rho * rho);
}
