/** @module Nearest neighbours for a discrete and a continuous side. */

import { countRows, type Symbols, symbols } from "../discrete/symbols.ts";
import { withoutTraining } from "../estimators/withoutTraining.ts";
import { formatCount } from "../progress/formatCount.ts";
import { inSlices } from "../progress/inSlices.ts";
import { subProgressOf } from "../progress/subProgressOf.ts";
import { remark } from "../remarks.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import type { Threads } from "../threads/shareOut.ts";
import type { Estimator, Matrix } from "../types.ts";
import { checkRows } from "./checkRows.ts";
import { countCloser } from "./countCloser.ts";
import { digammaTable } from "./digammaTable.ts";
import { kdTree } from "./kdTree.ts";
import { manyColumns } from "./manyColumns.ts";
import { meanError } from "./meanError.ts";
import { nearestDistances } from "./nearestDistances.ts";
import { nearestOnLine } from "./nearestOnLine.ts";
import { spreadRepeats } from "./spreadRepeats.ts";

export interface RossOptions {
  /** Number of neighbours within a category: more reduce the variance and increase the bias. */
  readonly k?: number;
  /** The side made of categories; by default the one with few different rows. */
  readonly discrete?: "x" | "y";
}

export interface RossResult {
  /** The mean of `local`, in nats. May be negative. */
  readonly nats: number;
  /** Contribution of each row, in nats [N]; for a row alone in its category, the mean of the others. */
  readonly local: Float64Array;
  /** The largest value for these categories, in nats: psi(N) - mean_i psi(n_i), about their entropy. */
  readonly ceiling: number;
  readonly discrete: "x" | "y";
  readonly categories: number;
  /** Number of rows alone in their category, which are left out. */
  readonly alone: number;
  /** Share of the rows with a repeated value in some column of the continuous side. */
  readonly repeats: number;
}

/** Average number of rows of a category below which a side is not recognised as categories. */
const ROWS_OF_A_CATEGORY = 10;
/** If both sides have few different rows, one with this many times as many is taken as rounded numbers. */
const ROUNDED = 5;

/**
 * Ross's estimator for a discrete and a continuous side, in nats. Symmetric in x and y; no bound.
 *
 *   I = psi(N) + mean_i [ psi(k_i) - psi(n_i) - psi(m_i + 1) ]
 *
 * n_i is the number of rows in row i's category, and k_i = min(k, n_i - 1). m_i counts the other rows of any category
 * that are strictly closer, in the maximum norm of the continuous side, than the k_i-th nearest row of the same
 * category. Rows alone in their category are left out of all counts.
 *
 * A generator that yields the share done, see `inSlices`. O(N log N) time in low dimension, O(N d) memory.
 *
 * @param x rows [N, dx], columns of comparable scale on the continuous side
 * @param y rows [N, dy]
 * @param options.seed matters only for repeated values of the continuous side, see `spreadRepeats`
 * @throws TypeError for different numbers of rows; RangeError for k outside 1 ... N - 1, unless exactly one side has
 * few different rows, if all rows are alone in their category, and for a constant continuous side
 * @see ross2014mutual eq. 2. Deviation: rows alone in their category are left out, as in scikit-learn.
 */
export function* rossNats(
  x: Matrix,
  y: Matrix,
  { k = 3, discrete, seed = 0, threads }: RossOptions & Threads & { readonly seed?: number } = {},
): Generator<number, RossResult> {
  checkRows("ross", { x, y }, k);
  const side = discrete ?? discreteSide(x, y);
  if ((side === "x" ? y : x).categories) {
    throw new RangeError(
      `ross: one of x and y must be continuous, got categories in ${side === "x" ? "y" : "x"}; use discrete`,
    );
  }
  const { codes, count: categories } = symbols(side === "x" ? x : y);
  const sizes = countRows({ codes, count: categories });
  const { points, share } = yield* subProgressOf(
    0,
    0.1,
    spreadRepeats(side === "x" ? y : x, random(seed), { threads }),
  );

  // In one column, rows of a category are neighbours in the order of that column.
  const members = rowsOf({ codes, count: categories }, sizes, points.d === 1 ? points.orders : codes.keys());
  const kept = Int32Array.from(codes.keys()).filter((i) => sizes[codes[i]] > 1);
  const alone = x.n - kept.length;
  if (kept.length === 0) {
    throw new RangeError(`ross: categories must have several rows, got ${side} whose rows are all different`);
  }
  const radius = new Float64Array(x.n);
  for (const [category, rows] of members.entries()) {
    if (rows.length < 2) continue;
    const from = 0.1 + (0.4 * category) / categories;
    const near = Math.min(k, rows.length - 1);
    if (points.d === 1) {
      const eps = nearestOnLine(
        Float64Array.from(rows, (row) => points.data[row]),
        near,
      );
      for (let m = 0; m < rows.length; m++) radius[rows[m]] = eps[m];
      yield from;
      continue;
    }
    const middle = from + 0.2 / categories;
    const tree = yield* subProgressOf(from, middle, kdTree(rowsAt(points, rows), { threads }));
    const nearest = nearestDistances(tree, near, { threads });
    const eps = yield* subProgressOf(middle, middle + 0.2 / categories, nearest);
    for (let m = 0; m < rows.length; m++) radius[rows[m]] = eps[m];
  }
  const constant = kept.find((i) => !(radius[i] > 0));
  if (constant !== undefined) {
    throw new RangeError(
      `ross: ${side === "x" ? "y" : "x"} must not be constant, got row ${constant} at distance 0 from its ${k} nearest; leave constant columns out`,
    );
  }
  const keptRadius = Float64Array.from(kept, (i) => radius[i]);
  const keptPoints = alone > 0 ? rowsAt(points, kept) : points;
  const closer = yield* subProgressOf(0.5, 1, countCloser(keptPoints, keptRadius, { threads }));

  const n = kept.length;
  const psi = digammaTable(n);
  const local = new Float64Array(x.n);
  let sum = 0;
  let room = 0;
  for (let at = 0; at < n; at++) {
    const size = sizes[codes[kept[at]]];
    const own = psi[n] - psi[size];
    local[kept[at]] = own + psi[Math.min(k, size - 1)] - psi[closer[at] + 1];
    sum += local[kept[at]];
    room += own;
  }
  const nats = sum / n;
  if (alone > 0) for (let i = 0; i < x.n; i++) if (sizes[codes[i]] === 1) local[i] = nats;
  return { nats, local, ceiling: room / n, discrete: side, categories, alone, repeats: share };
}

/** The side that is declared to be made of categories, else the one with few different rows. */
function discreteSide(x: Matrix, y: Matrix): "x" | "y" {
  if (x.categories || y.categories) return x.categories ? "x" : "y";
  const [inX, inY] = [symbols(x).count, symbols(y).count];
  const few = x.n / ROWS_OF_A_CATEGORY;
  const got = `got ${inX} different rows of x and ${inY} of y among ${x.n}`;
  if (!(Math.min(inX, inY) <= few)) {
    throw new RangeError(
      `ross: one of x and y must be discrete, ${got}; use ksg, or name the side as \`discrete\``,
    );
  }
  if (Math.max(inX, inY) <= few && Math.max(inX, inY) < ROUNDED * Math.min(inX, inY)) {
    throw new RangeError(
      `ross: one of x and y must be continuous, ${got}; use gao, or name the discrete side as \`discrete\``,
    );
  }
  return inX <= inY ? "x" : "y";
}

/** Row numbers of each symbol, in the order given [count][rows]. */
function rowsOf({ codes, count }: Symbols, sizes: Int32Array, order: Iterable<number>): Int32Array[] {
  const rows = Array.from({ length: count }, (_, symbol) => new Int32Array(sizes[symbol]));
  const filled = new Int32Array(count);
  for (const row of order) rows[codes[row]][filled[codes[row]]++] = row;
  return rows;
}

/**
 * `rossNats` as an estimator: categories, labels or counts on one side, numbers on the other. The discrete side is
 * found from the data. Equal rows are one category, whatever the number of columns.
 *
 * About k rows at the ends of each category have neighbours on one side only, which lie where the category is denser.
 * The estimate is therefore too high by about k C / 3N for C categories, measured with normals of different means; a
 * remark says so if that exceeds the standard error.
 *
 * `standardError` is sqrt(2 / N) times the standard deviation of the rows' contributions, as in `ksg`. It was 0.7 to
 * 1.6 of the standard deviation over 60 samples of two to ten categories with normals in one and three columns, N = 200
 * and 1,000, k = 3 and 10.
 */
export function ross({ k = 3, discrete }: RossOptions = {}): Estimator {
  return {
    name: "Ross",
    guarantee: "none",
    async estimate(x, y, { seed, threads, signal, onProgress }) {
      const label = `Ross, ${formatCount(x.n)} rows`;
      const work = rossNats(x, y, { k, discrete, seed, threads });
      const found = await inSlices(work, { signal, onProgress }, label);
      const { nats, local, ceiling, alone, discrete: side, categories, repeats } = found;
      const continuous = side === "x" ? "y" : "x";
      const remarks = manyColumns([continuous === "x" ? x : y]);
      if (alone > 0.01 * x.n || categories - alone < 2) {
        remarks.push(remark("loneRowsOfCategories", { lone: alone, rows: x.n }, [{ side }]));
      }
      if (repeats > FEW_REPEATS) {
        remarks.push(remark("repeatsSpread", { share: repeats, estimator: "Ross" }, [{ side: continuous }]));
      }
      const standardError = meanError(local, 2);
      if ((k * categories) / (3 * x.n) > Math.max(standardError, LITTLE_BIAS)) {
        remarks.push(
          remark("fewRowsPerCategory", { categories, rows: Math.round(x.n / categories), k }, [{ side }]),
        );
      }
      return withoutTraining({
        nats,
        ceiling,
        local,
        standardError,
        remarks,
      });
    },
  };
}

/** Below this share of repeated values, spreading them moves the estimate by less than its standard error. */
const FEW_REPEATS = 0.05;
/** A bias below this, in nats, needs no remark. */
const LITTLE_BIAS = 0.01;
