/** @module Gram-Schmidt: the Cholesky factor of a covariance without forming the covariance. */
import { countRows, type Symbols } from "../discrete/symbols.ts";
import type { Matrix } from "../types.ts";

/** A remainder below this share of a column's length is rounding. */
const ROUNDING = 1e-10;

export interface Orthogonal {
  /** Orthonormal and centred, one array [N] for each column kept, in order. */
  readonly units: readonly Float64Array[];
  /** Length of the remainder of each column kept, as a share of the column's own length. */
  readonly left: readonly number[];
  /** Numbers of the columns that are linear combinations of the columns before them and of `basis`. */
  readonly redundant: readonly number[];
}

/**
 * Makes columns orthogonal to a basis and to one another: each column becomes its remainder after projection on those
 * before. The log determinant of the columns' correlation given the basis is 2 sum log(left). The covariance has the
 * square of the columns' condition number, so this keeps twice as many digits as its Cholesky factor.
 *
 * A generator that yields the share done, see `inSlices`. O(N d (d + basis.length)).
 *
 * @param columns [d] of N centred values
 * @param basis orthonormal columns
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
    // One pass leaves a share of rounding / left along the others; two passes are enough.
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

/**
 * The columns of a matrix, each minus its mean within every group: the remainders after regression on a 0/1 column for
 * each group, in O(N d) for any number of groups. A column that is constant within groups becomes exactly 0.
 */
export function centredWithin(side: Matrix, groups: Symbols): Float64Array[] {
  const rows = countRows(groups);
  return centred(side).map((column) => {
    const means = new Float64Array(groups.count);
    for (const [i, group] of groups.codes.entries()) means[group] += column[i] / rows[group];
    const rest = column.map((value, i) => value - means[groups.codes[i]]);
    return length(rest) > ROUNDING * length(column) ? rest : rest.fill(0);
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
