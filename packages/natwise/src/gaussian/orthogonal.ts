/** @module Gram-Schmidt: the Cholesky factor of a covariance without forming the covariance. */
import type { Matrix } from "../types.ts";

/** Below this share of a column's size what others leave of it is rounding. */
const ROUNDING = 1e-10;

export interface Orthogonal {
  /** Orthonormal and centred, one array [N] for each column kept, in order. */
  readonly units: readonly Float64Array[];
  /** Length of what is left of each column kept, as a share of its own length. */
  readonly left: readonly number[];
  /** Numbers of the columns that are linear combinations of the columns before them and of `basis`. */
  readonly redundant: readonly number[];
}

/**
 * Makes columns orthogonal to a basis and to one another: column by column, what those before it leave of it. The log
 * determinant of their correlation given the basis is 2 sum log(left). The covariance has the columns' condition number
 * squared, so this keeps twice the digits that its Cholesky factor would.
 *
 * A generator, so that a caller can breathe. O(N d (d + basis.length)).
 *
 * @param columns [d] of N centred values
 * @param basis orthonormal columns to be orthogonal to as well
 */
export function* orthogonal(
  columns: readonly Float64Array[],
  basis: readonly Float64Array[],
): Generator<number, Orthogonal> {
  const units: Float64Array[] = [];
  const left: number[] = [];
  const redundant: number[] = [];
  for (const [j, column] of columns.entries()) {
    yield j / columns.length;
    const rest = column.slice();
    const size = length(rest);
    // Twice is enough: once leaves a share of rounding / left along the others.
    for (let pass = 0; pass < 2; pass++) for (const unit of [...basis, ...units]) remove(unit, rest);
    const share = length(rest) / size;
    if (!(share > ROUNDING)) {
      redundant.push(j);
      continue;
    }
    const scale = 1 / (share * size);
    units.push(rest.map((value) => value * scale));
    left.push(share);
  }
  return { units, left, redundant };
}

/** The columns of a matrix, each minus its mean. */
export function centred({ data, n, d }: Matrix): Float64Array[] {
  return Array.from({ length: d }, (_, j) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += data[i * d + j] / n;
    return Float64Array.from({ length: n }, (_, i) => data[i * d + j] - mean);
  });
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const length = (column: Float64Array) => Math.sqrt(dot(column, column));

function remove(unit: Float64Array, from: Float64Array): void {
  const along = dot(unit, from);
  for (let i = 0; i < from.length; i++) from[i] -= along * unit[i];
}
