import type { Matrix } from "../types.ts";

/** Splits n rows of x and y together into a matrix of each. */
export function splitRows(
  n: number,
  dims: { readonly x: number; readonly y: number },
  row: () => Float64Array,
): { x: Matrix; y: Matrix } {
  const x = new Float64Array(n * dims.x);
  const y = new Float64Array(n * dims.y);
  for (let i = 0; i < n; i++) {
    const both = row();
    x.set(both.subarray(0, dims.x), i * dims.x);
    y.set(both.subarray(dims.x), i * dims.y);
  }
  return { x: { data: x, n, d: dims.x }, y: { data: y, n, d: dims.y } };
}
