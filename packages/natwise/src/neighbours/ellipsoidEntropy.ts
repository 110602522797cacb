/** @module Differential entropy from nearest neighbours in ellipsoids fitted to the data. */

import { subProgressOf } from "../progress/subProgressOf.ts";
import { digamma } from "../special/digamma.ts";
import { logGamma } from "../special/logGamma.ts";
import type { Threads } from "../threads/shareOut.ts";
import type { Matrix } from "../types.ts";
import { kdTree } from "./kdTree.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import type { OrderedColumns } from "./orderedColumns.ts";

/** Rows between two yields. */
const SLICE = 64;
/** A conditional variance below this share of the column's variance in the neighbourhood is rounding. */
const ROUNDING = 1e-14;

/**
 * Estimated -log density at each row, in nats [N], in neighbourhoods shaped like the data.
 *
 *   -log p(x_i) = psi(N) - psi(k) + log(V_d r_i^d) + 1/2 log |S_i|
 *
 * S_i is the covariance of the `neighbourhood` nearest rows in the maximum norm, r_i the k-th smallest of their
 * distances to row i in units of S_i, r^2 = (x_j - x_i)' S_i^-1 (x_j - x_i), and V_d the volume of the unit ball.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N + N neighbourhood d^2) time, O(N (d +
 * neighbourhood)) memory.
 *
 * @param points rows [N, d]
 * @returns `flat` is the number of rows whose neighbours lie, up to rounding, in fewer than d dimensions. Their density
 * is infinite; it is estimated as if it were 1e-7 wide
 * @throws RangeError if k rows coincide
 */
export function* ellipsoidEntropy(
  points: Matrix | OrderedColumns,
  k: number,
  neighbourhood: number,
  where: string,
  { threads }: Threads = {},
): Generator<number, { local: Float64Array; flat: number }> {
  const { data, n, d } = points;
  const tree = yield* subProgressOf(0, 0.1, kdTree(points, { threads }));
  const search = nearestNeighbours(tree, neighbourhood, { neighbours: true, threads });
  const { neighbours: near } = yield* subProgressOf(0.1, 0.6, search);
  const constant = digamma(n) - digamma(k) + (d / 2) * Math.log(Math.PI) - logGamma(d / 2 + 1);
  const local = new Float64Array(n);
  const offsets = new Float64Array(neighbourhood * d);
  const mean = new Float64Array(d);
  const factor = new Float64Array(d * d); // lower Cholesky factor of S_i
  const squares = new Float64Array(neighbourhood);
  const solved = new Float64Array(d);
  let flat = 0;
  for (let i = 0; i < n; i++) {
    mean.fill(0);
    for (let m = 0; m < neighbourhood; m++) {
      const other = near[i * neighbourhood + m] * d;
      for (let j = 0; j < d; j++) {
        const offset = data[other + j] - data[i * d + j];
        offsets[m * d + j] = offset;
        mean[j] += offset / neighbourhood;
      }
    }
    factor.fill(0);
    for (let m = 0; m < neighbourhood; m++) {
      for (let a = 0; a < d; a++) {
        const centred = (offsets[m * d + a] - mean[a]) / neighbourhood;
        for (let b = 0; b <= a; b++) factor[a * d + b] += centred * (offsets[m * d + b] - mean[b]);
      }
    }
    let logRoot = 0; // log of the root of |S_i|
    let isFlat = false;
    for (let a = 0; a < d; a++) {
      for (let b = 0; b <= a; b++) {
        const whole = factor[a * d + b];
        let rest = whole;
        for (let c = 0; c < b; c++) rest -= factor[a * d + c] * factor[b * d + c];
        if (b < a) factor[a * d + b] = rest / factor[b * d + b];
        else {
          if (!(rest > ROUNDING * whole)) {
            rest = Math.max(ROUNDING * whole, Number.MIN_VALUE);
            isFlat = true;
          }
          factor[a * d + a] = Math.sqrt(rest);
          logRoot += Math.log(rest) / 2;
        }
      }
    }
    if (isFlat) flat++;
    for (let m = 0; m < neighbourhood; m++) {
      let square = 0;
      for (let a = 0; a < d; a++) {
        let rest = offsets[m * d + a];
        for (let b = 0; b < a; b++) rest -= factor[a * d + b] * solved[b];
        solved[a] = rest / factor[a * d + a];
        square += solved[a] ** 2;
      }
      squares[m] = square;
    }
    squares.sort();
    const radius = Math.sqrt(squares[k - 1]);
    if (!(radius > 0)) {
      throw new RangeError(
        `${where}: rows must differ, got row ${i} equal to its ${k} nearest; leave constant columns out`,
      );
    }
    local[i] = constant + d * Math.log(radius) + logRoot;
    if (i % SLICE === 0) yield 0.6 + (0.4 * i) / n;
  }
  return { local, flat };
}
