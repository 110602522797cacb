import type { Matrix } from "./types.ts";

/** Column j of a matrix [N]. */
export function columnOf({ data, n, d }: Matrix, j: number): Float64Array {
  const column = new Float64Array(n);
  for (let i = 0; i < n; i++) column[i] = data[i * d + j];
  return column;
}
