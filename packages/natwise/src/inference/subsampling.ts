import { mean } from "../rows/mean.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Interval, Matrix } from "../types.ts";
import { studentQuantile } from "./studentQuantile.ts";

export interface Subsampled {
  readonly interval: Interval;
  /** Of the estimate on all rows, in nats. */
  readonly standardError: number;
  /** What the estimate would lose in the limit of many rows, by extrapolation in 1 / N; in nats. */
  readonly bias: number;
}

/**
 * An interval for an estimate, from estimates on parts of the rows. Parts have no duplicates, which a bootstrap sample is full
 * of and a nearest-neighbour estimator breaks on.
 *
 *   standard error  s = sd(estimates on B disjoint parts of N / B rows) / sqrt(B)
 *   bias            b = mean(estimates on two halves) - estimate        (if the bias goes as 1 / N)
 *   interval        from min(nats, nats - b) - t s  to  max(nats, nats - b) + t s,   t Student's with B - 1 degrees
 *
 * It spans the estimate as it is and the extrapolated one. An estimator's own standard error counts as much as s: both are
 * replaced by the root of their mean square, which varies half as much, as if of 4 (B - 1) degrees. Ten estimates alone tell
 * their spread to a quarter of it, and parts of few rows that show no dependence at all vary too little.
 *
 * @param options.inOrder parts are stretches of rows: for series, whose memory then is inside the parts
 * @throws RangeError with fewer than 40 rows
 * @see politis1994large, for estimators whose error falls as 1 / sqrt N
 */
export async function subsampling(
  x: Matrix,
  y: Matrix,
  {
    estimator,
    given,
    nats,
    standardError: own = null,
    level = 0.95,
    inOrder = false,
    context,
  }: {
    readonly estimator: Estimator;
    readonly given?: Matrix;
    /** The estimate on all rows. */
    readonly nats: number;
    /** The estimator's own, where it has one. */
    readonly standardError?: number | null;
    readonly level?: number;
    readonly inOrder?: boolean;
    readonly context: Context;
  },
): Promise<Subsampled> {
  const { n } = x;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`subsampling: level must be between 0 and 1, got ${level}`);
  }
  if (!(n >= 40)) throw new RangeError(`subsampling: needs at least 40 rows, got ${n}`);
  const B = n >= 400 ? 10 : 5;
  const order = inOrder
    ? Int32Array.from({ length: n }, (_, i) => i)
    : random(context.seed, streams.subsamples).permutation(n);
  const quiet: Context = { ...context, onProgress: undefined };
  const parts = async (count: number, from: number) => {
    const found: number[] = [];
    for (let b = 0; b < count; b++) {
      context.signal?.throwIfAborted();
      const rows = order.subarray(Math.floor((b * n) / count), Math.floor(((b + 1) * n) / count));
      const at = (points: Matrix) => rowsAt(points, rows);
      const part = given
        ? await estimator.conditional!(at(x), at(y), at(given), quiet)
        : await estimator.estimate(at(x), at(y), quiet);
      found.push(part.nats);
      context.onProgress?.({ done: from + (b + 1) / count / 2, label: `${estimator.name}, interval` });
    }
    return found;
  };
  const halves = await parts(2, 0);
  const small = await parts(B, 0.5);
  const middle = mean(small);
  const variance = small.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (B - 1);
  const standardError = Math.sqrt(own === null ? variance / B : (variance / B + own ** 2) / 2);
  const bias = (halves[0] + halves[1]) / 2 - nats;
  const reach = studentQuantile((1 + level) / 2, (own === null ? 1 : 4) * (B - 1)) * standardError;
  return {
    interval: {
      low: Math.min(nats, nats - bias) - reach,
      high: Math.max(nats, nats - bias) + reach,
      level,
    },
    standardError,
    bias,
  };
}
