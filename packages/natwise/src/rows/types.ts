/** @module Rows of numbers, as they are given and as the parts take them. */

/** The forms of x and y: rows, one column, or a typed array with its shape [N, d]. */
export type Data =
  | readonly (readonly number[])[]
  | ArrayLike<number>
  | { data: ArrayLike<number>; shape: readonly number[] };

/** N rows of d numbers, row-major. */
export interface Matrix {
  readonly data: Float64Array;
  readonly n: number;
  readonly d: number;
}
