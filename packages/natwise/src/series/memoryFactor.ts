import type { Autoregression } from "./autoregression.ts";

/** Rows over which the effect of one innovation is followed. */
const MOST = 2000;

/**
 * The factor of `autocorrelationInflation` by the autocorrelations of a model, the largest over pairs of a column of x
 * and one of y:
 *
 *   1 + 2 sum_k r_x(k) r_y(k),   r(k) = sum_i w_i w_{i+k} / sum_i w_i^2
 *
 * with w_i the effect of a column's innovation on that column i rows later. Autocorrelations of the data end too early
 * where memory is long.
 *
 * @param dims numbers of columns of x and of y, which come first
 * @see bartlett1935some
 */
export function memoryFactor(
  { coefficients, innovations: { d } }: Pick<Autoregression, "coefficients" | "innovations">,
  dims: { readonly x: number; readonly y: number },
): number {
  const r = Array.from({ length: dims.x + dims.y }, (_, j) =>
    autocorrelationsOf(effects(coefficients, d, j)),
  );
  let worst = 1;
  for (let a = 0; a < dims.x; a++)
    for (let b = dims.x; b < dims.x + dims.y; b++) {
      let factor = 1;
      for (let k = 1; k < Math.min(r[a].length, r[b].length); k++) factor += 2 * r[a][k] * r[b][k];
      worst = Math.max(worst, factor);
    }
  return worst;
}

/** Effects of column j's innovation on itself, until they are below 1/1,000 for as many rows as there are lags. */
function effects(coefficients: readonly Float64Array[], d: number, j: number): Float64Array {
  const p = coefficients.length;
  const path = new Float64Array(MOST * d);
  path[j] = 1;
  let small = 0;
  let rows = 1;
  for (; rows < MOST && small <= p; rows++) {
    for (let a = 0; a < d; a++) {
      let sum = 0;
      for (let k = 1; k <= Math.min(p, rows); k++)
        for (let b = 0; b < d; b++) sum += coefficients[k - 1][a * d + b] * path[(rows - k) * d + b];
      path[rows * d + a] = sum;
    }
    small = Math.abs(path[rows * d + j]) < 1e-3 ? small + 1 : 0;
  }
  return Float64Array.from({ length: rows }, (_, i) => path[i * d + j]);
}

function autocorrelationsOf(w: Float64Array): Float64Array {
  const sums = new Float64Array(w.length);
  for (let k = 0; k < w.length; k++) for (let i = k; i < w.length; i++) sums[k] += w[i] * w[i - k];
  return sums.map((sum) => sum / sums[0]);
}
