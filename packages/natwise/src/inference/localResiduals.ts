/** @module What a smooth function of the given columns leaves of a column. */

import { kdTree } from "../neighbours/kdTree.ts";
import { nearestNeighbours } from "../neighbours/nearestNeighbours.ts";
import { subProgressOf } from "../progress/subProgressOf.ts";
import { normalScores } from "../rows/normalScores.ts";
import type { Matrix } from "../types.ts";

/** With more columns than this neighbours are too far apart for a local fit. */
export const MOST_LOCAL = 3;
/** Numbers of neighbours that are tried. */
const SIZES = [8, 16, 32, 64];
/** A fit must leave at most this share of the variance, or it is not used. */
const WORTH = 0.95;

/** What a fit leaves of a column [N], and its share of the column's deviation before scaling. */
export interface Left {
  readonly left: Float64Array;
  readonly share: number;
}

/**
 * Residuals of a column after local linear regression on z: row i less the plane through its nearest rows in z, row i
 * left out, divided by the typical size of residuals there. The number of rows, 8 to 64, is the one that predicts best.
 * Neither step changes I(X; Y | Z), since f(z) and s(z) are known given z:
 *
 *   I(X; Y | Z) = I((X - f(Z)) / s(Z); Y | Z)
 *
 * Neighbours see little of a dependence among residuals much smaller than the distance to the nearest rows. A column
 * that no such fit predicts is not changed. z is taken in normal scores, which spaces its rows evenly.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N) time, and O(64 N dz^2) for each column.
 *
 * @param z rows [N, dz], at most `MOST_LOCAL` columns
 * @returns a function of a centred column [N]; null with too few rows for a fit
 * @see cleveland1979robust. Deviation: equal weights, and a number of neighbours chosen by leaving each row out.
 */
export function* localResiduals(z: Matrix): Generator<number, ((column: Float64Array) => Left) | null> {
  const { n, d } = z;
  const sizes = SIZES.filter((size) => size > 3 * (d + 1) && 4 * size <= n);
  if (sizes.length === 0) return null;
  const most = sizes[sizes.length - 1];
  const scores = normalScores(z);
  const tree = yield* subProgressOf(0, 0.1, kdTree(scores));
  const search = nearestNeighbours(tree, most, { neighbours: true });
  const { neighbours: near } = yield* subProgressOf(0.1, 0.5, search);
  return (column) => {
    const variance = column.reduce((sum, value) => sum + value ** 2, 0);
    let [best, least] = [column, WORTH * variance];
    for (const size of sizes) {
      const left = column.map((value, i) => value - prediction(column, scores, near, i, { size, most }));
      const squares = left.reduce((sum, value) => sum + value ** 2, 0);
      if (squares < least) [best, least] = [left, squares];
    }
    return best === column
      ? { left: column, share: 1 }
      : { left: scaled(best, near, most), share: Math.sqrt(least / variance) };
  };
}

/** Residuals divided by their root mean square among the nearest rows in z, row i left out. */
function scaled(left: Float64Array, near: Int32Array, most: number): Float64Array {
  const overall = left.reduce((sum, value) => sum + value ** 2, 0) / left.length;
  return left.map((value, i) => {
    // A tenth of the overall scale keeps exact functions of z from growing without limit.
    let squares = 0.01 * overall * most;
    for (let m = 0; m < most; m++) squares += left[near[i * most + m]] ** 2;
    return value / Math.sqrt(squares / most);
  });
}

/** The value at row i of the plane through its nearest rows, by least squares. */
function prediction(
  column: Float64Array,
  { data, d }: Matrix,
  near: Int32Array,
  i: number,
  { size, most }: { readonly size: number; readonly most: number },
): number {
  let mean = 0;
  const centre = new Float64Array(d);
  for (let m = 0; m < size; m++) {
    const row = near[i * most + m];
    mean += column[row] / size;
    for (let j = 0; j < d; j++) centre[j] += data[row * d + j] / size;
  }
  const products = new Float64Array(d * d);
  const slopes = new Float64Array(d);
  for (let m = 0; m < size; m++) {
    const row = near[i * most + m];
    for (let a = 0; a < d; a++) {
      const offset = data[row * d + a] - centre[a];
      slopes[a] += offset * (column[row] - mean);
      for (let b = 0; b <= a; b++) products[a * d + b] += offset * (data[row * d + b] - centre[b]);
    }
  }
  solve(products, slopes, d);
  let value = mean;
  for (let j = 0; j < d; j++) value += slopes[j] * (data[i * d + j] - centre[j]);
  return value;
}

/** Solves the symmetric system in place by Cholesky; a direction without variance gets the slope 0. */
function solve(matrix: Float64Array, right: Float64Array, d: number): void {
  const rest = new Float64Array(d);
  for (let a = 0; a < d; a++) rest[a] = matrix[a * d + a];
  for (let a = 0; a < d; a++) {
    const whole = rest[a];
    for (let b = 0; b < a; b++) {
      let value = matrix[a * d + b];
      for (let c = 0; c < b; c++) value -= matrix[a * d + c] * matrix[b * d + c];
      matrix[a * d + b] = matrix[b * d + b] > 0 ? value / matrix[b * d + b] : 0;
    }
    let left = whole;
    for (let c = 0; c < a; c++) left -= matrix[a * d + c] ** 2;
    matrix[a * d + a] = left > 1e-9 * whole ? Math.sqrt(left) : 0;
  }
  for (let a = 0; a < d; a++) {
    for (let c = 0; c < a; c++) right[a] -= matrix[a * d + c] * right[c];
    right[a] = matrix[a * d + a] > 0 ? right[a] / matrix[a * d + a] : 0;
  }
  for (let a = d - 1; a >= 0; a--) {
    for (let c = a + 1; c < d; c++) right[a] -= matrix[c * d + a] * right[c];
    right[a] = matrix[a * d + a] > 0 ? right[a] / matrix[a * d + a] : 0;
  }
}
