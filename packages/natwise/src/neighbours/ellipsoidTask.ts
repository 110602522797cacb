import type { Task } from "../threads/task.ts";

/** Rows of a part. */
const ROWS = 64;
/** A conditional variance below this share of the column's variance in the neighbourhood is rounding. */
const ROUNDING = 1e-14;

/** Ellipsoids fitted to neighbourhoods, see `ellipsoidEntropy`. */
export interface EllipsoidFits {
  /** Rows [N, d]. */
  readonly data: Float64Array;
  readonly n: number;
  readonly d: number;
  readonly k: number;
  readonly neighbourhood: number;
  /** The nearest rows of each row [N, neighbourhood]. */
  readonly near: Int32Array;
  /** The part of the estimate that all rows share, in nats. */
  readonly constant: number;
  /** Result: the estimate, in nats; not finite where k rows coincide [N]. */
  readonly local: Float64Array;
  /** Result: 1 where the neighbours lie, up to rounding, in fewer than d dimensions [N]. */
  readonly isFlat: Uint8Array;
}

export const ellipsoidParts = (n: number): number => Math.ceil(n / ROWS);

/** Fits the ellipsoids of some rows. */
export const ellipsoidTask: Task<EllipsoidFits> = {
  name: "ellipsoid",
  begin({ data, n, d, k, neighbourhood, near, constant, local, isFlat }) {
    const offsets = new Float64Array(neighbourhood * d);
    const mean = new Float64Array(d);
    const factor = new Float64Array(d * d); // lower Cholesky factor of S_i
    const solved = new Float64Array(d);
    const best = new Float64Array(k); // the smallest squared distances, ascending

    /** The covariance of the neighbourhood of row i. */
    function fit(i: number): void {
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
    }

    /** Replaces the covariance by its Cholesky factor, and returns the log of the root of its determinant. */
    function factorise(i: number): number {
      let logRoot = 0;
      isFlat[i] = 0;
      for (let a = 0; a < d; a++) {
        for (let b = 0; b <= a; b++) {
          const whole = factor[a * d + b];
          let rest = whole;
          for (let c = 0; c < b; c++) rest -= factor[a * d + c] * factor[b * d + c];
          if (b < a) factor[a * d + b] = rest / factor[b * d + b];
          else {
            if (!(rest > ROUNDING * whole)) {
              rest = Math.max(ROUNDING * whole, Number.MIN_VALUE);
              isFlat[i] = 1;
            }
            factor[a * d + a] = Math.sqrt(rest);
            logRoot += Math.log(rest) / 2;
          }
        }
      }
      return logRoot;
    }

    /** The k-th smallest squared distance to a neighbour, in units of the covariance. */
    function kthSquare(): number {
      best.fill(Number.POSITIVE_INFINITY);
      for (let m = 0; m < neighbourhood; m++) {
        let square = 0;
        for (let a = 0; a < d; a++) {
          let rest = offsets[m * d + a];
          for (let b = 0; b < a; b++) rest -= factor[a * d + b] * solved[b];
          solved[a] = rest / factor[a * d + a];
          square += solved[a] ** 2;
        }
        if (!(square < best[k - 1])) continue;
        let slot = k - 1;
        for (; slot > 0 && best[slot - 1] > square; slot--) best[slot] = best[slot - 1];
        best[slot] = square;
      }
      return best[k - 1];
    }

    return {
      do(part) {
        for (let i = part * ROWS; i < Math.min(n, (part + 1) * ROWS); i++) {
          fit(i);
          const logRoot = factorise(i);
          local[i] = constant + d * Math.log(Math.sqrt(kthSquare())) + logRoot;
        }
      },
    };
  },
};
