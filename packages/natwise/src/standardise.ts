import type { Matrix } from "./types.ts";

/**
 * Every column with mean 0 and standard deviation 1. MI does not change; critics train better and
 * max-norm distances weigh the columns alike.
 *
 * @throws RangeError for a constant column: it carries no information and has no scale
 */
export function standardise({ data, n, d }: Matrix, name: string): Matrix {
  const out = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    // Subtracting the first value before summing keeps the digits of columns like 1e9 + small.
    const shift = data[j];
    let sum = 0;
    for (let i = 0; i < n; i++) sum += data[i * d + j] - shift;
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (data[i * d + j] - shift - mean) ** 2;
    const deviation = Math.sqrt(squares / n);
    // Rounding leaves a constant column with a deviation of some 1e-16 of its size, not always with 0.
    if (!(deviation > 1e-13 * Math.abs(shift))) {
      throw new RangeError(
        `${name}: column ${j} is constant (${shift}) and cannot carry information; leave it out`,
      );
    }
    for (let i = 0; i < n; i++) out[i * d + j] = (data[i * d + j] - shift - mean) / deviation;
  }
  return { data: out, n, d };
}
