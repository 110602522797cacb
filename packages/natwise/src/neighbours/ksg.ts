/** @module The estimators of Kraskov, Stögbauer and Grassberger, and the conditional one of Frenzel and Pompe. */

import { inOneColumn } from "../discrete/inOneColumn.ts";
import { withoutTraining } from "../estimators/withoutTraining.ts";
import { formatCount } from "../progress/formatCount.ts";
import { inSlices } from "../progress/inSlices.ts";
import { subProgressOf } from "../progress/subProgressOf.ts";
import { type Remark, remark } from "../remarks.ts";
import { type Random, random } from "../rows/random.ts";
import { standardise } from "../rows/standardise.ts";
import { streams } from "../rows/streams.ts";
import type { Threads } from "../threads/shareOut.ts";
import type { Estimator, Matrix } from "../types.ts";
import { checkRows } from "./checkRows.ts";
import { countCloser } from "./countCloser.ts";
import { type CountedTies, countedTies } from "./countedTies.ts";
import { digammaTable } from "./digammaTable.ts";
import { kdTree } from "./kdTree.ts";
import { manyColumns } from "./manyColumns.ts";
import { meanError } from "./meanError.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { orderedColumns, orderedSideBySide } from "./orderedColumns.ts";
import { spreadRepeats } from "./spreadRepeats.ts";

export interface KsgOptions {
  /** Number of neighbours: more reduce the variance and increase the bias. */
  readonly k?: number;
  /** 1 counts in cubes. 2 counts in boxes with a size for each side: less bias with many columns, more variance. */
  readonly algorithm?: 1 | 2;
}

export interface KsgResult {
  /** The mean of `local`, in nats. May be negative. */
  readonly nats: number;
  /** Contribution of each row, in nats [N]. */
  readonly local: Float64Array;
  /** The largest value for N rows, in nats: psi(N) - psi(k), 1 / k less for algorithm 2; attained by y = x. */
  readonly ceiling: number;
  /** Share of the rows with a repeated value in some column, for x and for y. */
  readonly repeats: { readonly x: number; readonly y: number };
}

/**
 * Both estimators of Kraskov, Stögbauer and Grassberger, in nats; at most psi(N) - psi(k).
 *
 *   1: I = psi(k) + psi(N) - mean_i [ psi(nx_i + 1) + psi(ny_i + 1) ]
 *   2: I = psi(k) - 1 / k + psi(N) - mean_i [ psi(nx_i) + psi(ny_i) ]
 *
 * eps_i is the distance from row i to its k-th nearest other row in (x, y), in the maximum norm. For 1, nx_i and ny_i
 * count the other rows strictly closer than eps_i in x and in y. For 2 they count the rows at most as far, in x or in
 * y, as the farthest of the k nearest. Symmetric in x and y; no bound.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N) time in low dimension, O(N (d + k)) memory.
 *
 * @param x rows [N, dx], columns of comparable scale
 * @param y rows [N, dy]
 * @param options.seed matters only for repeated values, which are spread over their cells first, see `spreadRepeats`
 * @throws TypeError for different numbers of rows; RangeError for k outside 1 ... N - 1, for rows that coincide and,
 * with algorithm 2, for a constant side
 * @see kraskov2004estimating eq. 8 and 9. Deviation: repeated values are spread over their cells; the paper adds tiny
 *   noise.
 */
export function* ksgNats(
  x: Matrix,
  y: Matrix,
  { k = 3, algorithm = 1, seed = 0, threads }: KsgOptions & Threads & { readonly seed?: number } = {},
): Generator<number, KsgResult> {
  checkRows("ksg", { x, y }, k);
  if (algorithm !== 1 && algorithm !== 2)
    throw new RangeError(`ksg: algorithm must be 1 or 2, got ${algorithm}`);
  const { n } = x;
  const left = yield* subProgressOf(0, 0.025, spreadNumbers(x, random(seed, streams.spreadX), { threads }));
  const right = yield* subProgressOf(
    0.025,
    0.05,
    spreadNumbers(y, random(seed, streams.spreadY), { threads }),
  );
  const both = orderedSideBySide(left.points, right.points);
  const tree = yield* subProgressOf(0.05, 0.2, kdTree(both, { threads }));
  const boxes = algorithm === 2;
  const search = nearestNeighbours(tree, k, { neighbours: boxes, threads });
  const { kth: eps, neighbours } = yield* subProgressOf(0.2, 0.6, search);
  const coinciding = eps.findIndex((distance) => !(distance > 0));
  if (coinciding >= 0) {
    throw new RangeError(
      `ksg: x and y must not both be constant, got row ${coinciding} at distance 0 from its ${k} nearest; leave constant columns out`,
    );
  }
  const epsX = boxes ? farthest(left.points, neighbours, k, "x") : eps;
  const epsY = boxes ? farthest(right.points, neighbours, k, "y") : eps;
  const nx = yield* subProgressOf(0.6, 0.8, countCloser(left.points, epsX, { threads }));
  const ny = yield* subProgressOf(0.8, 1, countCloser(right.points, epsY, { threads }));

  const psi = digammaTable(n);
  const top = boxes ? psi[k] - 1 / k : psi[k];
  const own = boxes ? 0 : 1;
  const local = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    local[i] = top + psi[n] - psi[nx[i] + own] - psi[ny[i] + own];
    sum += local[i];
  }
  const ceiling = top + psi[n] - 2 * psi[k];
  return { nats: sum / n, local, ceiling, repeats: { x: left.share, y: right.share } };
}

/**
 * The next double above the distance, in one side, to the farthest of the k nearest [N]: closer than this is at most as
 * far.
 */
function farthest(points: Matrix, neighbours: Int32Array, k: number, side: string): Float64Array {
  const { data, n, d } = points;
  const radius = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let reach = 0;
    for (let m = i * k; m < (i + 1) * k; m++) {
      const other = neighbours[m] * d;
      for (let j = 0; j < d; j++) reach = Math.max(reach, Math.abs(data[other + j] - data[i * d + j]));
    }
    if (!(reach > 0)) {
      throw new RangeError(
        `ksg: algorithm 2 needs values that differ, got the same ${side} in row ${i} and its ${k} nearest; use algorithm 1`,
      );
    }
    radius[i] = reach * (1 + Number.EPSILON) + Number.MIN_VALUE;
  }
  return radius;
}

export interface KsgConditionalResult extends CountedTies {
  /** The largest value for N rows, in nats: psi(N) - psi(k). */
  readonly ceiling: number;
  /** Share of the rows with a repeated value in some column, for x and for y. */
  readonly repeats: { readonly x: number; readonly y: number };
}

/**
 * The estimator of Frenzel and Pompe for I(X; Y | Z), in nats.
 *
 *   I = psi(k) + mean_i [ psi(nz_i + 1) - psi(nxz_i + 1) - psi(nyz_i + 1) ]
 *
 * eps_i is the distance from row i to its k-th nearest other row in (x, y, z), in the maximum norm; nz_i, nxz_i and
 * nyz_i count the other rows strictly closer than eps_i in z, in (x, z) and in (y, z). Symmetric in x and y.
 *
 * Repeated values of x and y are spread over their cells, as in `ksgNats`. Those of z are not: rows of one category are
 * then at distance 0 in z, and the estimate is KSG within categories. Spread, every 0/1 column would be a further
 * dimension of noise. For ties between distances, see `countedTies`.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N) time in low dimension, O(N d) memory.
 *
 * @param x rows [N, dx], columns of comparable scale
 * @param y rows [N, dy]
 * @param z rows [N, dz]
 * @throws TypeError for different numbers of rows; RangeError for k outside 1 ... N - 1
 * @see frenzel2007partial
 */
export function* ksgConditionalNats(
  x: Matrix,
  y: Matrix,
  z: Matrix,
  { k = 3, seed = 0, threads }: Pick<KsgOptions, "k"> & Threads & { readonly seed?: number } = {},
): Generator<number, KsgConditionalResult> {
  checkRows("ksg", { x, y, z }, k);
  const left = yield* subProgressOf(0, 0.025, spreadNumbers(x, random(seed, streams.spreadX), { threads }));
  const right = yield* subProgressOf(
    0.025,
    0.05,
    spreadNumbers(y, random(seed, streams.spreadY), { threads }),
  );
  const ties = countedTies(left.points, right.points, z, k, { threads });
  const counted = yield* subProgressOf(0.05, 1, ties);
  const psi = digammaTable(x.n);
  return { ...counted, ceiling: psi[x.n] - psi[k], repeats: { x: left.share, y: right.share } };
}

/**
 * KSG as an estimator.
 *
 * `standardError` is sqrt(2 / N) times the standard deviation of the rows' contributions. Independent contributions
 * would have the factor 1 in place of 2, but neighbourhoods overlap: over repeated samples the standard deviation was
 * 1.1 to 1.7 times that. The factor 2 is calibrated, not derived. With it the standard error was 0.8 to 1.3 of the
 * standard deviation, for Gaussians with correlations from 0 to 0.99, also rounded, N from 100 to 4,000, one to five
 * columns a side, k = 3 and 10. For algorithm 2 and for `conditional` it was 0.6 to 1.3, lowest where estimates in
 * three columns a side are biased low. It does not include the bias of many columns or strong dependence.
 *
 * With categories on one side this is Ross's estimator, but for categories of k rows or fewer.
 *
 * `conditional` counts in cubes for either algorithm, see `ksgConditionalNats`.
 */
export function ksg({ k = 3, algorithm = 1 }: KsgOptions = {}): Estimator {
  return {
    name: "KSG",
    guarantee: "none",
    async estimate(x, y, { seed, threads, signal, onProgress }) {
      const label = `KSG, ${formatCount(x.n)} rows`;
      const work = ksgNats(...asNumbers(x, y, algorithm), { k, algorithm, seed, threads });
      const result = await inSlices(work, { signal, onProgress }, label);
      const { nats, local, ceiling, repeats } = result;
      return withoutTraining({
        nats,
        ceiling,
        local,
        standardError: meanError(local, INFLATION),
        remarks: [
          ...spreadRemarks(repeats),
          ...(nats > ceiling / 2 ? [remark("neighbourCeiling", { estimator: "KSG", ceiling, nats })] : []),
          ...manyColumns([x, y]),
        ],
      });
    },
    async conditional(x, y, z, { seed, threads, signal, onProgress }) {
      const label = `KSG, ${formatCount(x.n)} rows`;
      const sides = asNumbers(x, y, algorithm);
      const work = ksgConditionalNats(...sides, inOneColumn(z), { k, seed, threads });
      const { nats, local, ceiling, repeats, reach } = await inSlices(work, { signal, onProgress }, label);
      return withoutTraining({
        nats,
        ceiling,
        local,
        standardError: meanError(local, INFLATION),
        remarks: [
          ...spreadRemarks(repeats),
          ...(nats > reach / 2 || reach < LITTLE_REACH
            ? [remark("neighbourCeilingGiven", { ceiling: reach })]
            : []),
          ...manyColumns([x, y, z]),
        ],
      });
    },
  };
}

/**
 * Categories on both sides, or for algorithm 2, as evenly spaced numbers whose cells are filled. Beside numbers they stay
 * categories: a distance to the k nearest rows that is not 0 is enough.
 */
function asNumbers(x: Matrix, y: Matrix, algorithm: 1 | 2): [Matrix, Matrix] {
  if (algorithm === 1 && !(x.categories && y.categories)) return [x, y];
  const evenly = (side: Matrix) =>
    side.categories ? standardise(inOneColumn(side, { apart: 1 }), "ksg") : side;
  return [evenly(x), evenly(y)];
}

/** Variance inflation by overlapping neighbourhoods, see `ksg`. */
const INFLATION = 2;
/** Below this share of repeated values, spreading them moves the estimate by less than its standard error. */
const FEW_REPEATS = 0.05;
/** A ceiling below this, in nats, makes all but weak dependence read low. */
const LITTLE_REACH = 1;

/** `spreadRepeats`; categories stay together, far from one another. */
function* spreadNumbers(side: Matrix, random: Random, threads: Threads): ReturnType<typeof spreadRepeats> {
  if (!side.categories) return yield* spreadRepeats(side, random, threads);
  return { points: yield* orderedColumns(inOneColumn(side), threads), share: 0 };
}

function spreadRemarks(repeats: { readonly x: number; readonly y: number }): Remark[] {
  return (["x", "y"] as const)
    .filter((side) => repeats[side] > FEW_REPEATS)
    .map((side) => remark("repeatsSpread", { share: repeats[side], estimator: "KSG" }, [{ side }]));
}
