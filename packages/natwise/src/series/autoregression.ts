import { cholesky } from "../gaussian/cholesky.ts";
import type { Matrix } from "../types.ts";

/**
 * A vector autoregression of d columns, up to a constant and, if it was asked for, a linear trend:
 *
 *   v_t = sum_k A_k v_{t-k} + e_t
 */
export interface Autoregression {
  /** A_1 ... A_p, each [d, d] row by row. */
  readonly coefficients: readonly Float64Array[];
  /** e_t for t = N - n ... N - 1 [n, d]. n depends only on N and d, not on p. */
  readonly innovations: Matrix;
  /** Student's t of the first column: of A_1 + ... + A_p - 1, and of the trend; zero without a trend. */
  readonly t: { readonly unitRoot: number; readonly trend: number };
}

/** Largest number of lags: 10 log10 N, with at least 20 rows a coefficient of each equation, and at most 60 of these. */
export const mostLags = (n: number, d: number): number =>
  Math.max(1, Math.min(Math.floor(10 * Math.log10(n)), Math.floor(n / (20 * d)), Math.floor(60 / d)));

/**
 * Least-squares fit of a vector autoregression. The number of lags has the smallest Akaike criterion.
 *
 * @param series rows in the order of time [N, d]
 * @param options.trend whether the level may change linearly with time
 * @param options.order number of lags, instead of the criterion's
 * @see akaike1974new
 */
export function autoregression(
  series: Matrix,
  { trend = false, order }: { readonly trend?: boolean; readonly order?: number } = {},
): Autoregression {
  const { data, n, d } = series;
  const first = order ?? mostLags(n, d);
  const rows = n - first;
  const fixed = trend ? 2 : 1;
  const width = fixed + first * d;
  const size = width + d;
  // Constant, trend, lags 1, 2, ..., and the values last: the regressors of any order are a leading part.
  const design = new Float64Array(rows * size);
  for (let i = 0; i < rows; i++) {
    const at = i * size;
    design[at] = 1;
    if (trend) design[at + 1] = (2 * i) / rows - 1;
    for (let k = 1; k <= first; k++)
      for (let j = 0; j < d; j++) design[at + fixed + (k - 1) * d + j] = data[(first + i - k) * d + j];
    for (let j = 0; j < d; j++) design[at + width + j] = data[(first + i) * d + j];
  }
  const L = factor(productsOf(design, rows, size), size);
  const p = order ?? bestOrder(L, { width, d, fixed, rows });
  const used = fixed + p * d;
  const beta = Array.from({ length: d }, (_, j) => solve(L, { size, used, row: width + j }));
  const innovations = new Float64Array(rows * d);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < d; j++) {
      let left = design[i * size + width + j];
      for (let c = 0; c < used; c++) left -= beta[j][c] * design[i * size + c];
      innovations[i * d + j] = left;
    }
  const variance = squares(innovations, d) / Math.max(1, rows - used);
  const ofSum = Float64Array.from({ length: used }, (_, c) => (c >= fixed && (c - fixed) % d === 0 ? 1 : 0));
  const ofTrend = Float64Array.from({ length: used }, (_, c) => (trend && c === 1 ? 1 : 0));
  const tOf = (value: number, of: Float64Array) => value / Math.sqrt(variance * inverseForm(L, size, of));
  const sum = beta[0].reduce((total, value, c) => total + value * ofSum[c], 0);
  return {
    coefficients: Array.from({ length: p }, (_, k) =>
      Float64Array.from({ length: d * d }, (_, at) => beta[Math.floor(at / d)][fixed + k * d + (at % d)]),
    ),
    innovations: { data: innovations, n: rows, d },
    t: {
      unitRoot: p === 0 ? Number.NEGATIVE_INFINITY : tOf(sum - 1, ofSum),
      trend: trend ? tOf(beta[0][1], ofTrend) : 0,
    },
  };
}

/** X'X [size, size]. */
function productsOf(X: Float64Array, rows: number, size: number): Float64Array {
  const gram = new Float64Array(size * size);
  for (let i = 0; i < rows; i++) {
    const at = i * size;
    for (let a = 0; a < size; a++) {
      const value = X[at + a];
      for (let b = 0; b <= a; b++) gram[a * size + b] += value * X[at + b];
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) gram[b * size + a] = gram[a * size + b];
  return gram;
}

/** The Cholesky factor, with a little added to the diagonal where columns determine one another. */
function factor(gram: Float64Array, size: number): Float64Array {
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-12 : 100 * ridge) {
    const S = gram.slice();
    for (let a = 0; a < size; a++) S[a * size + a] = S[a * size + a] * (1 + ridge) + (ridge > 0 ? 1e-300 : 0);
    const L = cholesky(S, size);
    if (L !== null) return L;
  }
}

/** The number of lags with the smallest log det of the innovations' covariance + 2 d^2 p / N. */
function bestOrder(
  L: Float64Array,
  {
    width,
    d,
    fixed,
    rows,
  }: { readonly width: number; readonly d: number; readonly fixed: number; readonly rows: number },
): number {
  const size = width + d;
  let best = { order: 0, value: Number.POSITIVE_INFINITY };
  for (let order = 0; fixed + order * d <= width; order++) {
    const S = new Float64Array(d * d);
    // The values' part beyond the first columns of the design, which is in the rest of their rows of L.
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++)
        for (let c = fixed + order * d; c <= width + Math.min(a, b); c++)
          S[a * d + b] += L[(width + a) * size + c] * L[(width + b) * size + c];
    const C = factor(S, d);
    let value = (2 * d * d * order) / rows;
    for (let j = 0; j < d; j++) value += 2 * Math.log(C[j * d + j]);
    if (value < best.value) best = { order, value };
  }
  return best.order;
}

/** The coefficients of the first `used` columns that give the column `row`. */
function solve(
  L: Float64Array,
  { size, used, row }: { readonly size: number; readonly used: number; readonly row: number },
): Float64Array {
  const beta = new Float64Array(used);
  for (let a = used - 1; a >= 0; a--) {
    let rest = L[row * size + a];
    for (let b = a + 1; b < used; b++) rest -= L[b * size + a] * beta[b];
    beta[a] = rest / L[a * size + a];
  }
  return beta;
}

/** c' (X'X)^-1 c for the first columns. */
function inverseForm(L: Float64Array, size: number, c: Float64Array): number {
  const w = new Float64Array(c.length);
  let sum = 0;
  for (let a = 0; a < c.length; a++) {
    let rest = c[a];
    for (let b = 0; b < a; b++) rest -= L[a * size + b] * w[b];
    w[a] = rest / L[a * size + a];
    sum += w[a] * w[a];
  }
  return sum;
}

/** Sum of squares of the first of d columns. */
function squares(data: Float64Array, d: number): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += d) sum += data[at] ** 2;
  return sum;
}
