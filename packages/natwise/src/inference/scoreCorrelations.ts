import { centred, dot, orthogonal } from "../gaussian/orthogonal.ts";
import { runToEnd } from "../progress/runToEnd.ts";
import type { Matrix } from "../types.ts";

/** Orthonormal columns [d][N] that span those of a side of normal scores. */
export const spanOf = (scores: Matrix): readonly Float64Array[] =>
  runToEnd(orthogonal(centred(scores), [])).units;

/**
 * The Gaussian's information between two sides of which one is reordered, in nats, from their orthonormal columns:
 *
 *   -1/2 log det(I - C C'),   C_ab = sum_i x_a(i) y_b(order(i))
 *
 * Uncorrected, since a test compares it with itself. Where one side determines the other it is 1e-12 short of infinite.
 */
export function spanInformation(
  x: readonly Float64Array[],
  y: readonly Float64Array[],
  order: Int32Array,
): number {
  const n = order.length;
  const moved = y.map((column) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = column[order[i]];
    return out;
  });
  const [few, many] = x.length <= y.length ? [x, moved] : [moved, x];
  const C = few.map((a) => many.map((b) => dot(a, b)));
  // The Cholesky factor of I - C C', row by row.
  const factor: number[][] = [];
  let nats = 0;
  for (let a = 0; a < few.length; a++) {
    factor.push([]);
    for (let b = 0; b <= a; b++) {
      let rest = a === b ? 1 : 0;
      for (let j = 0; j < many.length; j++) rest -= C[a][j] * C[b][j];
      for (let c = 0; c < b; c++) rest -= factor[a][c] * factor[b][c];
      if (a === b) {
        rest = Math.max(rest, 1e-12);
        nats -= Math.log(rest) / 2;
        factor[a].push(Math.sqrt(rest));
      } else factor[a].push(rest / factor[b][b]);
    }
  }
  return nats;
}
