/** @module Rows of numbers, as they are given and as the parts take them. */

/** The forms of x and y: rows, one column, or a typed array with its shape [N, d]. */
export type Data =
  | readonly (readonly number[])[]
  | ArrayLike<number>
  | {
      data: ArrayLike<number>;
      shape: readonly number[];
      /** Whether the numbers are codes of categories: equal rows are one category, and order and distance mean nothing. */
      categories?: boolean;
    };

/** N rows of d numbers, row-major. */
export interface Matrix {
  readonly data: Float64Array;
  readonly n: number;
  readonly d: number;
  /**
   * Whether the numbers are codes of categories: equal rows are one category, and order and distance mean nothing.
   * Counts take them as they are; distances and gradients need `inOneColumn` or `oneHot`.
   */
  readonly categories?: boolean;
}
