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
    let reach = 0;
    for (let i = 0; i < n; i++) reach = Math.max(reach, Math.abs(data[i * d + j] - shift));
    if (!(reach < Infinity)) {
      throw new RangeError(
        `${name}: column ${j} spans more than a float64 can hold; divide it by a constant first`,
      );
    }
    // A power of two changes no digit, and squares of columns like 1e-200 or 1e200 neither vanish nor overflow.
    const scale = 2 ** Math.floor(Math.log2(reach || 1));
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (data[i * d + j] - shift) / scale;
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((data[i * d + j] - shift) / scale - mean) ** 2;
    const deviation = Math.sqrt(squares / n);
    // Rounding leaves a constant column with a deviation of some 1e-16 of its size, not always with 0.
    if (!(deviation * scale > 1e-13 * Math.abs(shift))) {
      throw new RangeError(
        `${name}: column ${j} is constant (${shift}) and cannot carry information; leave it out`,
      );
    }
    for (let i = 0; i < n; i++) out[i * d + j] = ((data[i * d + j] - shift) / scale - mean) / deviation;
  }
  return { data: out, n, d };
}
