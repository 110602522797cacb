/** @module Differential entropy from nearest neighbours in ellipsoids fitted to the data. */

import { subProgressOf } from "../progress/subProgressOf.ts";
import { digamma } from "../special/digamma.ts";
import { logGamma } from "../special/logGamma.ts";
import { roomLike, shareOut, type Threads } from "../threads/shareOut.ts";
import type { Matrix } from "../types.ts";
import { ellipsoidParts, ellipsoidTask } from "./ellipsoidTask.ts";
import { evenSpacing } from "./evenSpacing.ts";
import { kdTree } from "./kdTree.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import type { OrderedColumns } from "./orderedColumns.ts";

/**
 * Estimated -log density at each row, in nats [N], in neighbourhoods shaped like the data.
 *
 *   -log p(x_i) = psi(N) - psi(k) + log(V_d r_i^d) + 1/2 log |S_i|
 *
 * S_i is the covariance of the `neighbourhood` nearest rows in the maximum norm, r_i the k-th smallest of their
 * distances to row i in units of S_i, r^2 = (x_j - x_i)' S_i^-1 (x_j - x_i), and V_d the volume of the unit ball.
 *
 * Evenly spaced columns are no independent draws, see `evenSpacing`.
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
  const even = evenSpacing(points);
  if (even) return { local: even, flat: 0 };
  const tree = yield* subProgressOf(0, 0.1, kdTree(points, { threads }));
  const search = nearestNeighbours(tree, neighbourhood, { neighbours: true, threads });
  const { neighbours: near } = yield* subProgressOf(0.1, 0.6, search);
  const constant = digamma(n) - digamma(k) + (d / 2) * Math.log(Math.PI) - logGamma(d / 2 + 1);
  const room = roomLike(tree.points);
  const local = new Float64Array(room(8 * n));
  const isFlat = new Uint8Array(room(n));
  const input = { data, n, d, k, neighbourhood, near, constant, local, isFlat };
  const fits = shareOut(ellipsoidTask, input, ellipsoidParts(n), { threads, results: local });
  yield* subProgressOf(0.6, 1, fits);
  const coinciding = local.findIndex((value) => !Number.isFinite(value));
  if (coinciding >= 0) {
    throw new RangeError(
      `${where}: rows must differ, got row ${coinciding} equal to its ${k} nearest; leave constant columns out`,
    );
  }
  let flat = 0;
  for (let i = 0; i < n; i++) flat += isFlat[i];
  return { local, flat };
}
