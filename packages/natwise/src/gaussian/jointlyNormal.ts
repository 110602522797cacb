import { runToEnd } from "../progress/runToEnd.ts";
import { columnOf } from "../rows/columnOf.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import type { Matrix } from "../types.ts";
import { centred, dot, orthogonal } from "./orthogonal.ts";

/** Probability that normals are taken for something else, shared by all moments that are looked at. */
const WRONG = 0.002;
/** Smallest number of different values of a column. */
const FEWEST_VALUES = 20;
/** Maximum number of pairs of columns that are looked at. */
const MOST_PAIRS = 400;

/**
 * Whether the normal scores of x and y are jointly normal, by their moments. Scores of one column are normal by
 * themselves, so this is about how columns depend on each other.
 *
 * - For each pair of a column a of x and a column b of y with correlation r: E a^2 b = E a b^2 = 0,
 *   E a^2 b^2 = 1 + 2 r^2.
 *   With the squared distances below, E U a b = (dx + 2) r, E V a b = (dy + 2) r.
 * - For the squared distances U of x and V of y from the centre, in units of their covariances, with canonical
 *   correlations r_j: E U V = dx dy + 2 sum_j r_j^2; and the variances of U and V are 2 dx and 2 dy.
 *
 * False for a column of few values, and if a mean over rows differs from that by more than chance explains, for all
 * means together. A dependence that changes none of these moments is not seen.
 *
 * O(N dx dy) time.
 */
export function jointlyNormal(x: Matrix, y: Matrix, seed: number): boolean {
  if ([x, y].some(hasFewValues)) return false;
  const scores = [x, y].map((side, s) => normalScores(side, { random: random(seed, streams.scoreTies, s) }));
  const [left, right] = scores.map((side) => runToEnd(orthogonal(centred(side), [])).units.map(toUnit));
  const { n } = x;
  const total = left.length * right.length;
  const squares = (units: readonly Float64Array[]) => {
    const out = new Float64Array(n);
    for (const unit of units) for (let i = 0; i < n; i++) out[i] += unit[i] ** 2;
    return out;
  };
  const [U, V] = [squares(left), squares(right)];
  const [dx, dy] = [left.length, right.length];
  const step = Math.max(1, Math.ceil(total / MOST_PAIRS));
  const far = -normalQuantile(WRONG / 2 / (5 * Math.ceil(total / step) + 3));
  const isMean = (expected: number, f: (i: number) => number) => meanIs(n, expected, far, f);
  for (let pair = 0; pair < total; pair += step) {
    const a = left[Math.floor(pair / right.length)];
    const b = right[pair % right.length];
    const r = dot(a, b) / n;
    if (!isMean(0, (i) => a[i] * a[i] * b[i])) return false;
    if (!isMean(0, (i) => a[i] * b[i] * b[i])) return false;
    // The influence function of the mean of a^2 b^2 less 2 r^2, since r is the sample's.
    if (!isMean(1 + 2 * r * r, (i) => a[i] ** 2 * b[i] ** 2 - 4 * r * (a[i] * b[i] - r))) return false;
    if (!isMean(0, (i) => (U[i] - dx - 2) * a[i] * b[i])) return false;
    if (!isMean(0, (i) => (V[i] - dy - 2) * a[i] * b[i])) return false;
  }
  let shared = 0;
  for (const a of left) for (const b of right) shared += (dot(a, b) / n) ** 2;
  if (!isMean(2 * shared, (i) => (U[i] - dx) * (V[i] - dy))) return false;
  const alone = (of: Float64Array, d: number) => d < 2 || isMean(2 * d, (i) => (of[i] - d) ** 2);
  return alone(U, dx) && alone(V, dy);
}

/** Whether a column has so few values that its ranks are mostly drawn at random. */
function hasFewValues(side: Matrix): boolean {
  for (let j = 0; j < side.d; j++) if (new Set(columnOf(side, j)).size < FEWEST_VALUES) return true;
  return false;
}

/** An orthonormal column scaled to variance 1. */
const toUnit = (unit: Float64Array) => unit.map((value) => value * Math.sqrt(unit.length));

/** Whether the mean of f over rows is `expected`, within `far` standard errors. */
function meanIs(n: number, expected: number, far: number, f: (i: number) => number): boolean {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const off = f(i) - expected;
    sum += off;
    squares += off * off;
  }
  const mean = sum / n;
  return Math.abs(mean) <= far * Math.sqrt((squares / n - mean * mean) / n);
}
