import { random } from "../../src/rows/random.ts";
import type { Context, Matrix } from "../../src/types.ts";

/** One column [N, 1]. */
export const column = (values: ArrayLike<number>): Matrix => ({
  data: Float64Array.from(values),
  n: values.length,
  d: 1,
});

export const mapped = (points: Matrix, f: (value: number, i: number) => number): Matrix => ({
  ...points,
  data: points.data.map(f),
});

/** Every column of y has correlation rho with the same column of x. */
export function gaussians(n: number, d: number, rho: number, seed: number): [x: Matrix, y: Matrix] {
  const draws = random(seed);
  const x = mapped({ data: new Float64Array(n * d), n, d }, draws.normal);
  return [x, mapped(x, (value) => rho * value + Math.sqrt(1 - rho * rho) * draws.normal())];
}

/**
 * Two columns of 1,000 numbers between 0 and 1 that any language can make: the even and the odd ones of
 * s = (1664525 s + 1013904223) mod 2^32 from s = 1, u = (s + 0.5) / 2^32.
 */
export function lcgColumns(): [a: number[], b: number[]] {
  let state = 1;
  const u = Array.from({ length: 2000 }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  });
  return [u.filter((_, i) => i % 2 === 0), u.filter((_, i) => i % 2 === 1)];
}

/** psi(m) of a whole number, summed as it is written. */
export function psi(m: number): number {
  let sum = -0.5772156649015329;
  for (let i = 1; i < m; i++) sum += 1 / i;
  return sum;
}

/** Share of the rows whose value occurs more than once in some column. */
export function repeatedShare({ data, n, d }: Matrix): number {
  const occurs = (i: number, j: number) =>
    Array.from({ length: n }, (_, other) => data[other * d + j]).filter((value) => value === data[i * d + j])
      .length;
  const repeated = (i: number) => Array.from({ length: d }, (_, j) => occurs(i, j) > 1).some(Boolean);
  return Array.from({ length: n }, (_, i) => repeated(i)).filter(Boolean).length / n;
}

/** What an estimator is given here: nobody needs an engine. */
export const context: Context = {
  seed: 0,
  engine: () => Promise.reject(new Error("no engine is needed")),
};
