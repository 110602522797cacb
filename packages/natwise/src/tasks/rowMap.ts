import type { Matrix } from "../types.ts";

/** A map of one side of a task, applied row by row. It must be one-to-one to keep the information. */
export interface RowMap {
  readonly id: string;
  /** Returns a new row and does not change its argument. */
  apply(row: Float64Array): Float64Array;
  /** The inverse of `apply`. A mapped task has a density ratio only if it is there. */
  inverse?(row: Float64Array): Float64Array;
}

/** Applies a map to every row. */
export function mapRows({ data, n, d }: Matrix, { apply }: RowMap): Matrix {
  const width = apply(data.subarray(0, d)).length;
  const out = new Float64Array(n * width);
  for (let i = 0; i < n; i++) out.set(apply(data.subarray(i * d, (i + 1) * d)), i * width);
  return { data: out, n, d: width };
}
