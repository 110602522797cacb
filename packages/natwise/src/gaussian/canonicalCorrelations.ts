import { runToEnd } from "../progress/runToEnd.ts";
import { matrix } from "../rows/matrix.ts";
import type { Data } from "../types.ts";
import { centred, dot, orthogonal } from "./orthogonal.ts";

/**
 * Canonical correlations of x and y. The first is the largest correlation between a linear function of x and one of y;
 * each further one is the largest between two that are uncorrelated with those before. For Gaussians they determine the
 * information:
 *
 *   I = -1/2 sum_j log(1 - rho_j^2)
 *
 * `gaussianMi` is this sum less its mean for independent Gaussians, since sample correlations are too large on average.
 *
 * @param x rows [N, dx]
 * @param y rows [N, dy]
 * @returns min(rank x, rank y) values from 0 to 1, largest first
 * @throws TypeError for shapes that do not fit; RangeError for values that are not finite
 * @see hotelling1936relations
 */
export function canonicalCorrelations(x: Data, y: Data): Float64Array {
  const left = matrix(x, "x");
  const right = matrix(y, "y");
  if (left.n !== right.n) {
    throw new TypeError(
      `canonicalCorrelations: x and y must have the same number of rows, got ${left.n} and ${right.n}`,
    );
  }
  const a = runToEnd(orthogonal(centred(left), [])).units;
  const b = runToEnd(orthogonal(centred(right), [])).units;
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  const correlations = shorter.map((unit) => Float64Array.from(longer, (other) => dot(other, unit)));
  return singularValues(correlations).map((value) => Math.min(value, 1));
}

/** Singular values of the matrix with these columns, largest first, by rotating pairs of columns (one-sided Jacobi). */
function singularValues(columns: readonly Float64Array[]): Float64Array {
  for (let turned = true; turned; ) {
    turned = false;
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const [u, v] = [columns[p], columns[q]];
        const [uu, vv, uv] = [dot(u, u), dot(v, v), dot(u, v)];
        // Correlations are at most 1: products below 1e-16 squared are rounding.
        if (!(Math.abs(uv) > 1e-15 * Math.sqrt(uu * vv) + 1e-32)) continue;
        turned = true;
        const zeta = (vv - uu) / (2 * uv);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        for (let i = 0; i < u.length; i++) {
          const before = u[i];
          u[i] = c * (before - t * v[i]);
          v[i] = c * (t * before + v[i]);
        }
      }
    }
  }
  return Float64Array.from(columns, (column) => Math.sqrt(dot(column, column)))
    .sort()
    .reverse();
}
