/** @module What a k-d tree is made of. */

/**
 * Rows sorted into a balanced tree of boxes. Nodes are numbered like a heap (children of v: 2v + 1 and 2v + 2), all
 * leaves have the same depth, and the rows of a node are contiguous in memory.
 */
export interface Tree {
  readonly n: number;
  readonly d: number;
  /** The rows in the tree's order [N, d]. */
  readonly points: Float64Array;
  /** The row at each position of the tree's order [N]. */
  readonly rows: Int32Array;
  /** Boxes of both children of each inner node: smallest values, then largest values [leaves - 1, d, 2, 2]. */
  readonly boxes: Float64Array;
  /** The middle of all rows, then half their width, in every dimension [2, d]. */
  readonly middle: Float64Array;
  /** The first position of each leaf, and N at the end [leaves + 1]. */
  readonly starts: Int32Array;
}

/** Number of rows of the largest leaf. */
export function largestLeaf({ n, starts }: Tree): number {
  return Math.ceil(n / (starts.length - 1));
}
