import type { Matrix } from "../types.ts";

/** A map of one side of a task, applied row by row. It must be one to one, or information is lost. */
export interface RowMap {
  readonly id: string;
  /** A new row; its argument is left alone. */
  apply(row: Float64Array): Float64Array;
  /** Undoes `apply`; with it, a mapped task still knows its density ratio. */
  inverse?(row: Float64Array): Float64Array;
}

/** Every row mapped. */
export function mapRows({ data, n, d }: Matrix, { apply }: RowMap): Matrix {
  const width = apply(data.subarray(0, d)).length;
  const out = new Float64Array(n * width);
  for (let i = 0; i < n; i++) out.set(apply(data.subarray(i * d, (i + 1) * d)), i * width);
  return { data: out, n, d: width };
}
