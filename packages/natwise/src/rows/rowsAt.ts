import type { Matrix } from "../types.ts";

/** The rows with these numbers, in this order [numbers.length, d]; codes of categories stay codes. */
export function rowsAt({ data, d, categories }: Matrix, numbers: ArrayLike<number>): Matrix {
  const n = numbers.length;
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const from = numbers[i] * d;
    for (let j = 0; j < d; j++) out[i * d + j] = data[from + j];
  }
  return { data: out, n, d, ...(categories && { categories }) };
}
