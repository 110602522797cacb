import { centred } from "../gaussian/orthogonal.ts";
import { oneHot } from "../rows/oneHot.ts";
import type { Matrix } from "../types.ts";

/** Above this factor rows are too autocorrelated to be shuffled. Independent rows are below 1.2. */
export const inflationLimit = 1.5;

/**
 * Variance inflation by autocorrelation: 1 for independent rows, larger for series. It is the ratio of the variance of
 * a correlation between two independent series with these autocorrelations to that between independent rows (Bartlett):
 *
 *   factor = 1 + 2 sum_k r_x(k) r_y(k)
 *
 * r are the autocorrelations of the pair of columns with the largest factor, summed to the first lag at which either is
 * within noise (2 / sqrt N). The effective number of rows is N / factor.
 *
 * @param x rows [N, dx], standardised
 * @param y rows [N, dy], standardised
 * @returns the factor, and the lag at which the autocorrelation ends
 * @see bartlett1935some
 */
export function autocorrelationInflation(x: Matrix, y: Matrix): { factor: number; lag: number } {
  return inflationBetween(autocorrelations(x), autocorrelations(y));
}

/** The same from the autocorrelations of each side, for a side that is tested with many others. */
export function inflationBetween(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): { factor: number; lag: number } {
  let worst = { factor: 1, lag: 0 };
  for (const a of left) {
    for (const b of right) {
      const lag = Math.min(a.length, b.length);
      let factor = 1;
      for (let k = 0; k < lag; k++) factor += 2 * a[k] * b[k];
      if (factor > worst.factor) worst = { factor, lag };
    }
  }
  return worst;
}

/**
 * Autocorrelations r(1), r(2), ... of each column, up to the first that is within noise. Categories have those of their
 * 0/1 columns.
 */
export function autocorrelations(side: Matrix): number[][] {
  const noise = 2 / Math.sqrt(side.n);
  const most = Math.min(Math.floor(side.n / 4), 1000);
  return centred(side.categories ? oneHot(side).rows : side).map((column) => ofColumn(column, noise, most));
}

function ofColumn(column: Float64Array, noise: number, most: number): number[] {
  const n = column.length;
  const found: number[] = [];
  for (let lag = 1; lag <= most; lag++) {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += column[i] * column[i - lag];
    const r = sum / n;
    if (!(Math.abs(r) > noise)) break;
    found.push(r);
  }
  return found;
}
