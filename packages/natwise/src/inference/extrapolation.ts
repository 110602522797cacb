import { DataError } from "../DataError.ts";
import { type EstimateOptions, estimate } from "../estimate.ts";
import { auto } from "../estimators/auto/auto.ts";
import { remark } from "../remarks.ts";
import { fewestRows } from "../rows/fewestRows.ts";
import { matrix } from "../rows/matrix.ts";
import { mean } from "../rows/mean.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Data, Engine, Estimate, Matrix } from "../types.ts";
import { UNBOUNDED } from "./intervalOf.ts";
import { sizeLaw } from "./sizeLaw.ts";
import { withoutCopiedRows } from "./withoutCopies.ts";

/** Numbers of parts that the rows are cut into: the whole first, which finds out whether the estimator trains. */
const PARTS = [1, 2, 4, 8];

/** The estimate at one number of rows. */
export interface ExtrapolationPoint {
  /** Rows of a part. */
  readonly rows: number;
  /** Number of disjoint parts with so many rows. */
  readonly parts: number;
  /** Mean of the estimates on the parts. */
  readonly nats: number;
  /** Standard error of an estimate on one part; that of their mean is this over sqrt `parts`, the same at all sizes. */
  readonly standardError: number;
}

/** How an estimate depends on the number of rows. Plain data. */
export interface Extrapolation {
  readonly estimator: string;
  /** From the smallest parts to all rows. */
  readonly points: readonly ExtrapolationPoint[];
  /** Where the estimate tends as the rows increase; null if no limit is in sight. */
  readonly tends: { readonly nats: number; readonly standardError: number } | null;
  /** The factor c of I(n) = tends + c / n, in nats times rows; null without a limit. */
  readonly bias: number | null;
  /** Average change of the estimate each time the rows double, in nats. */
  readonly perDoubling: number;
  /** Whether the estimate on all rows is within its standard error of the limit; false without a limit. */
  readonly settled: boolean;
}

export interface ExtrapolationOptions
  extends Pick<
    EstimateOptions,
    "estimator" | "given" | "series" | "seed" | "threads" | "signal" | "onProgress"
  > {}

/**
 * The estimate at N / 8, N / 4, N / 2 and N rows, and where it tends. The rows are cut into 8, 4, 2 and 1 disjoint parts,
 * and of each size the mean estimate is taken:
 *
 *   I(n) = tends + c / n        by least squares, see `sizeLaw`
 *   s^2         variance of an estimate on N rows, and of each mean: pooled from the spread of the parts of all sizes,
 *               with 11 degrees of freedom; the mean of that and the estimator's own square, if it has one
 *   error of `tends`   sqrt(s^2 + misfit^2), misfit that of the limit by the residuals
 *
 * There is no limit in sight if the last doubling raises the estimate by more than half of log 2, as where y is a
 * function of x. Nor is there one if the estimate changes by more than s each time the rows double and a + b log n fits
 * better than tends + c / n. An estimate without bias is taken for one without limit in fewer than 3 of 100 cases, since
 * the change a doubling then has a standard error of at most s / sqrt 5.
 *
 * Repeated rows of numbers count once, unless the rows are a series: parts of the rows would hold fewer of them.
 *
 * The law 1 / n is that of counts and of the Gaussian. The bias of nearest neighbours falls more slowly with several
 * columns a side: `tends` is then biased as well, if less than the estimate.
 *
 * The error of counts of independent columns falls as 1 / n rather than 1 / sqrt n; s is then too large.
 *
 * @param options.estimator by default `auto` without training
 * @param options.series whether parts are runs of consecutive rows rather than random ones
 * @throws DataError with fewer than 160 rows, and for an estimator that refuses a part; RangeError for an estimator that
 *   trains a critic; otherwise as `estimate`
 * @see strong1998entropy. Deviation: no term in 1 / n^2, which four sizes do not determine well
 */
export async function extrapolation(
  x: Data,
  y: Data,
  options: ExtrapolationOptions = {},
): Promise<Extrapolation> {
  const { estimator = auto({ train: false }), given, series = false, seed = 0 } = options;
  const { threads, signal, onProgress } = options;
  const all = [matrix(x, "x"), matrix(y, "y"), ...(given === undefined ? [] : [matrix(given, "given")])];
  if (!all.every((side) => side.n === all[0].n))
    throw new TypeError(
      `extrapolation: all sides must have the same number of rows, got ${all.map((side) => side.n).join(", ")}`,
    );
  const kept = series ? null : withoutCopiedRows({ x: all[0], y: all[1], z: all[2] ?? null });
  const sides = kept === null ? all : all.map((side) => rowsAt(side, kept));
  const n = sides[0].n;
  const most = Math.max(...PARTS);
  const fewest = most * fewestRows;
  if (!(n >= fewest))
    throw new DataError(
      `extrapolation: needs at least ${fewest} rows, got ${n}`,
      remark("fewRowsToExtrapolate", { rows: n, fewest }),
    );
  const order = series
    ? Int32Array.from({ length: n }, (_, i) => i)
    : random(seed, streams.subsamples).permutation(n);
  const untrained = new RangeError(
    `extrapolation: ${estimator.name} trains a critic, and would train fifteen times; use an estimator that trains nothing, such as ksg or auto({ train: false })`,
  );
  let trains = false;
  const engine = (): Promise<Engine> => {
    trains = true;
    return Promise.reject(untrained);
  };
  const on = async (count: number, part: number): Promise<Estimate> => {
    signal?.throwIfAborted();
    const rows = order.subarray(Math.floor((part * n) / count), Math.floor(((part + 1) * n) / count));
    const [left, right, fixed] = sides.map((side) => asData(count === 1 ? side : rowsAt(side, rows)));
    try {
      return await estimate(left, right, {
        ...{ estimator, given: fixed, series, seed, threads, engine, signal },
        ...{ level: null, permutations: 0 },
      });
    } catch (error) {
      if (count === 1 || trains || !(error instanceof RangeError)) throw error;
      throw new DataError(
        `extrapolation: ${estimator.name} must work on parts of ${rows.length} rows, got: ${error.message}; take more rows, or leave rare values out`,
        remark("noExtrapolation", { estimator: estimator.name, rows: rows.length, why: error.message }),
      );
    }
  };
  const found: Estimate[][] = [];
  for (const count of PARTS) {
    const parts: Estimate[] = [];
    for (let part = 0; part < count; part++) {
      parts.push(await on(count, part));
      // An estimator of several candidates goes on without the one that trains.
      if (trains) throw untrained;
      const done = (found.length + (part + 1) / count) / PARTS.length;
      onProgress?.({ done, label: `${estimator.name}, parts of the rows` });
    }
    found.push(parts);
  }
  return summary(found, n);
}

const asData = ({ data, n, d, categories }: Matrix): Data => ({ data, shape: [n, d], categories });

/** @param found the estimates on 1, 2, ... parts */
function summary(found: readonly (readonly Estimate[])[], n: number): Extrapolation {
  const [[whole]] = found;
  const means = found.map((parts) => mean(parts.map(({ nats }) => nats)));
  const squares = found.map((parts, i) => parts.reduce((sum, { nats }) => sum + (nats - means[i]) ** 2, 0));
  const degrees = found.reduce((sum, parts) => sum + parts.length - 1, 0);
  // The mean of a size has the variance of its parts by their number.
  const pooled = found.reduce((sum, parts, i) => sum + squares[i] / parts.length, 0) / degrees;
  const own = whole.standardError;
  const variance = own === null ? pooled : (pooled + own ** 2) / 2;
  const noise = Math.sqrt(variance);
  const points = found
    .map(({ length: parts }, i) => ({
      rows: Math.floor(n / parts),
      parts,
      nats: means[i],
      standardError: noise * Math.sqrt(parts),
    }))
    .reverse();
  const law = sizeLaw(
    points.map(({ rows }) => rows),
    points.map(({ nats }) => nats),
  );
  const endless = means[0] - means[1] > UNBOUNDED || (law.logarithmic && Math.abs(law.perDoubling) > noise);
  return {
    estimator: whole.estimator,
    points,
    tends: endless ? null : { nats: law.limit, standardError: Math.hypot(noise, law.misfit) },
    bias: endless ? null : law.bias,
    perDoubling: law.perDoubling,
    settled: !endless && Math.abs(means[0] - law.limit) <= noise,
  };
}
