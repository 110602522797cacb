import { mean } from "../rows/mean.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import { variance } from "../rows/variance.ts";
import type { Context, Estimator, Interval, Matrix } from "../types.ts";
import { studentQuantile } from "./studentQuantile.ts";

export interface Subsampled {
  readonly interval: Interval & { readonly high: number };
  /** Standard error of the estimate on all rows, in nats. */
  readonly standardError: number;
  /** Bias of the estimate, by extrapolation in 1 / N; in nats. */
  readonly bias: number;
}

/**
 * A confidence interval for an estimate, from estimates on parts of the rows. A bootstrap sample would contain repeated
 * rows, which nearest-neighbour estimators cannot handle; parts contain none.
 *
 *   standard error  s = sd(estimates on B disjoint parts of N / B rows) / sqrt(B)
 *   bias            b = mean(estimates on two halves) - estimate        (for a bias proportional to 1 / N)
 *   interval        from min(nats, nats - b) - t s  to  max(nats, nats - b) + t s
 *
 * with t Student's quantile with B - 1 degrees of freedom. The interval covers the estimate and the extrapolated one.
 *
 * If the estimator has a standard error of its own, s becomes the root mean square of both. That varies half as much,
 * as if with 4 (B - 1) degrees of freedom. Ten estimates alone give their standard deviation to a quarter of it, and
 * estimates on small parts that show no dependence vary too little.
 *
 * @param options.inOrder whether parts are runs of consecutive rows: for series, to keep their autocorrelation
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
    mostDegrees = Number.POSITIVE_INFINITY,
    inOrder = false,
    context,
  }: {
    readonly estimator: Estimator;
    readonly given?: Matrix;
    /** The estimate on all rows. */
    readonly nats: number;
    /** The estimator's own, if it has one. */
    readonly standardError?: number | null;
    readonly level?: number;
    /** Maximum degrees of freedom, where few rows decide the estimate. */
    readonly mostDegrees?: number;
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
  // Rare categories may be missing from a part: the estimator's own error is left then.
  const ifOwn = async (work: () => Promise<number[]>) => {
    try {
      return await work();
    } catch (error) {
      if (own !== null && error instanceof RangeError) return null;
      throw error;
    }
  };
  const halves = await ifOwn(() => parts(2, 0));
  const small = await ifOwn(() => parts(B, 0.5));
  const spread = small === null ? own! ** 2 : variance(small) / B;
  const standardError = Math.sqrt(own === null ? spread : (spread + own ** 2) / 2);
  const bias = halves === null ? 0 : mean(halves) - nats;
  const degrees = Math.max(1, Math.min((own === null ? 1 : 4) * (B - 1), mostDegrees));
  const reach = studentQuantile((1 + level) / 2, degrees) * standardError;
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
