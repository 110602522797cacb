import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { multinormal } from "../../src/tasks/multinormal.ts";
import { expectNats, expectNormalised } from "./laws.ts";

/** All correlations rho. */
const dense = (dx: number, dy: number, rho = 0.5) =>
  multinormal({
    dims: { x: dx, y: dy },
    covariance: Array.from({ length: dx + dy }, (_, i) =>
      Array.from({ length: dx + dy }, (_, j) => (i === j ? 1 : rho)),
    ),
  });

describe("multinormal", () => {
  it.each([
    [2, 0.2939],
    [3, 0.4133],
    [5, 0.5928],
    [25, 1.2922],
    [50, 1.6243],
  ])("with %d + as many columns, all correlated by one half, has the published information", (d, nats) => {
    expect(Math.abs(dense(d, d).nats - nats)).toBeLessThan(5e-5);
  });

  it("has the closed form of equal correlations", () => {
    // |S| = (1 - rho)^(d - 1) (1 + (d - 1) rho).
    const log = (d: number, rho: number) => (d - 1) * Math.log(1 - rho) + Math.log(1 + (d - 1) * rho);
    for (const [dx, dy, rho] of [
      [1, 4, 0.3],
      [3, 2, 0.9],
      [7, 1, -0.1],
    ])
      expect(dense(dx, dy, rho).nats).toBeCloseTo(
        0.5 * (log(dx, rho) + log(dy, rho) - log(dx + dy, rho)),
        12,
      );
  });

  it("is gaussian where columns are correlated in pairs", () => {
    const rho = 0.6;
    const pairs = multinormal({
      dims: { x: 2, y: 2 },
      covariance: [
        [1, 0, rho, 0],
        [0, 1, 0, rho],
        [rho, 0, 1, 0],
        [0, rho, 0, 1],
      ],
    });
    const twin = gaussian({ dims: 2, rho });
    expect(pairs.nats).toBeCloseTo(twin.nats, 12);
    const { x, y } = pairs.sample(20, 3);
    for (let i = 0; i < 20; i++) {
      const at = (data: Float64Array) => data.subarray(2 * i, 2 * i + 2);
      expect(pairs.logRatio!(at(x.data), at(y.data))).toBeCloseTo(twin.logRatio!(at(x.data), at(y.data)), 10);
    }
  });

  const task = multinormal({
    dims: { x: 1, y: 2 },
    covariance: [
      [4, 1, -0.5],
      [1, 1, 0.2],
      [-0.5, 0.2, 0.25],
    ],
  });

  it("draws what it says: moments, and the information as the mean of the log ratio", () => {
    const n = 20_000;
    const { x, y } = task.sample(n, 1);
    const at = (i: number) => [x.data[i], y.data[2 * i], y.data[2 * i + 1]];
    const S = [
      [4, 1, -0.5],
      [1, 1, 0.2],
      [-0.5, 0.2, 0.25],
    ];
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (at(i)[a] * at(i)[b]) / n;
        // A product of normal numbers has variance S_aa S_bb + S_ab^2.
        const error = Math.sqrt((S[a][a] * S[b][b] + S[a][b] ** 2) / n);
        expect(Math.abs(sum - S[a][b])).toBeLessThan(4 * error);
      }
    expectNats(task, n, 2);
    expectNormalised(multinormal({ dims: { x: 1, y: 1 }, covariance: [[1, 0.4], [0.4, 1]] }), n, 3); // biome-ignore format: a matrix
  });

  it("says what it is, and draws the same pairs for the same seed and stream", () => {
    expect(task.id).toBe("multinormal-1-2");
    expect(multinormal({ dims: { x: 1, y: 1 }, covariance: [[1, 0], [0, 1]], name: "two" }).id).toBe("two-1-1"); // biome-ignore format: a matrix
    expect(task.sample(5, 1, 2)).toEqual(task.sample(5, 1, 2));
    expect(task.sample(5, 1, 2)).not.toEqual(task.sample(5, 1, 3));
    expect(task.sample(5, 1).y).toMatchObject({ n: 5, d: 2 });
  });

  it("refuses a matrix that is not a covariance", () => {
    const of = (...covariance: number[][]) => multinormal({ dims: { x: 1, y: 1 }, covariance });
    expect(() => of([1, 0])).toThrow(
      "multinormal: the matrix must have 2 rows and columns, those of x, then of y, got [1, 2]",
    );
    expect(() => of([1, 0], [0])).toThrow("got [2, 1]");
    expect(() => multinormal({ dims: { x: 1, y: 1 }, covariance: [] })).toThrow("got [0, 0]");
    expect(() => of([1, 0.5], [0.4, 1])).toThrow("must be symmetric, got 0.5 and 0.4 at 0, 1");
    expect(() => of([1, 1], [1, 1])).toThrow("positive definite, or the information is infinite");
    expect(() => of([1, Number.NaN], [Number.NaN, 1])).toThrow(RangeError);
    expect(() => multinormal({ dims: { x: 0, y: 1 }, covariance: [[1]] })).toThrow(
      "dims.x must be a whole number above 0, got 0",
    );
  });
});
