import { defaultEngine } from "#engine";
import { mostInformation } from "./discrete/mostInformation.ts";
import { auto } from "./estimators/auto/auto.ts";
import { intervalAndTest } from "./inference/intervalAndTest.ts";
import { memoryRemarks } from "./inference/memoryRemarks.ts";
import { seriesModelFor, withoutMemory } from "./inference/withoutMemory.ts";
import { missingRemarks } from "./progress/orNullWhenStopped.ts";
import { subProgress } from "./progress/subProgress.ts";
import { remark } from "./remarks.ts";
import { fewestRows } from "./rows/fewestRows.ts";
import { matrix } from "./rows/matrix.ts";
import { rowsAt } from "./rows/rowsAt.ts";
import { standardise } from "./rows/standardise.ts";
import type { Context, Data, Engine, Estimate, Estimator, Found, Matrix, Progress } from "./types.ts";

export interface EstimateOptions {
  /** By default `auto`, which chooses by the columns and checks its estimate with another family of estimators. */
  readonly estimator?: Estimator;
  /** Rows [N, dz] to condition on: the estimate is of I(X; Y | Z). */
  readonly given?: Data;
  /**
   * Nominal coverage of the confidence interval, such as 0.95; null for no interval. By default 0.95 without a named
   * estimator, and null with one. An estimator that trains nothing is run on twelve parts of the rows for the interval.
   * For a trained one it is the interval of the mean over folds.
   */
  readonly level?: number | null;
  /**
   * Permutations for the p-value; 0 for no p-value. By default 199 without a named estimator, and 0 with one. The test
   * is the same for all estimators and trains nothing, see `independenceTest`.
   */
  readonly permutations?: number;
  /**
   * Whether rows follow one another in time. The test and the interval then keep the order of the rows, and the bias of
   * memory is subtracted from the estimate. A series that drifts, as a random walk or a trend, has no interval, and a
   * remark says so: take differences.
   */
  readonly series?: boolean;
  /** The same seed gives the same estimate. */
  readonly seed?: number;
  /**
   * Runs the training steps; by default ONNX Runtime in Node, jax-js elsewhere. The caller disposes of it. A function
   * is called only when a critic is trained.
   */
  readonly engine?: Engine | (() => Promise<Engine>);
  /**
   * Largest number of threads that search for neighbours, if the search is long enough. By default one per core in
   * Node, and one in a worker thread or in a browser. Results have the same bits for any number.
   */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /**
   * Whether an aborted `signal` still gives an estimate: critics are used as they are, an unfinished interval or
   * p-value is null, and a remark lists the missing parts. By default, and if no estimate is done, the signal's reason
   * is thrown.
   */
  readonly partial?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The information that x and y carry about each other, I(X; Y), in nats; with `given`, the conditional information
 * I(X; Y | Z). Columns are standardised first, which changes neither.
 *
 * @param x rows [N, dx]
 * @param y rows [N, dy]; row i is paired with row i of x
 * @throws TypeError for shapes that do not fit; RangeError for options out of range, and for unusable values: too few
 *   rows, values that are not finite, constant columns
 */
export async function estimate(
  x: Data,
  y: Data,
  {
    estimator: named,
    given,
    level = named ? null : 0.95,
    permutations = named ? 0 : 199,
    series = false,
    seed = 0,
    engine,
    threads,
    signal,
    partial,
    onProgress,
  }: EstimateOptions = {},
): Promise<Estimate> {
  const started = performance.now();
  if (!(level === null || (level > 0 && level < 1)))
    throw new RangeError(`estimate: level must be between 0 and 1, or null, got ${level}`);
  if (!(Number.isInteger(permutations) && permutations >= 0))
    throw new RangeError(`estimate: permutations must be a whole number, 0 or more, got ${permutations}`);
  if (!(threads === undefined || (Number.isInteger(threads) && threads >= 1)))
    throw new RangeError(`estimate: threads must be a whole number above 0, got ${threads}`);
  const estimator = named ?? auto();
  const left = matrix(x, "x");
  const right = matrix(y, "y");
  const { n } = left;
  if (n !== right.n)
    throw new TypeError(`estimate: x and y must have the same number of rows, got ${n} and ${right.n}`);
  const fixed = given === undefined ? null : matrix(given, "given");
  if (fixed && fixed.n !== n)
    throw new TypeError(`estimate: given must have as many rows as x, got ${fixed.n} and ${n}`);
  if (fixed && !estimator.conditional)
    throw new TypeError(
      `estimate: ${estimator.name} cannot condition on columns; use ksg, gao, gaussianMi, gaussianCopula, discrete or auto, or leave \`given\` out`,
    );
  if (!(n >= fewestRows)) throw new RangeError(`estimate: needs at least ${fewestRows} rows, got ${n}`);
  signal?.throwIfAborted();
  let own: Promise<Engine> | undefined;
  try {
    const context: Context = {
      seed,
      engine: async () => {
        if (typeof engine === "function") return engine();
        if (engine) return engine;
        own ??= defaultEngine();
        return own;
      },
      signal,
      partial,
      series,
      threads,
      onProgress,
    };
    const sx = standardise(left, "x");
    const sy = standardise(right, "y");
    const sz = fixed && standardise(fixed, "given");
    const more = level !== null || permutations > 0;
    const share = more ? (estimator.progressShare?.(sx, sy, sz) ?? 0.8) : 1;
    const first = subProgress(context, 0, share);
    const corrected = async (one: Found): Promise<Found> => {
      const model = one.memory ? null : seriesModelFor({ x: sx, y: sy, z: sz }, context);
      return model ? withoutMemory(one, estimator, { model, n, context: first }) : one;
    };
    const { refit, rows, missing, memory, highest, ...found } = await corrected(
      sz ? await estimator.conditional!(sx, sy, sz, first) : await estimator.estimate(sx, sy, first),
    );
    if (Number.isNaN(found.nats))
      throw new TypeError(`estimate: ${estimator.name} must return a number, got NaN`);
    const of = (side: Matrix) => (rows ? rowsAt(side, rows) : side);
    const used = { x: of(sx), y: of(sy), z: sz && of(sz) };
    const most = mostInformation(used.x, used.y, used.z);
    const nats = most === null ? found.nats : Math.min(found.nats, most);
    const above =
      nats === most && found.nats - nats > Math.max(0.05 * nats, 2 * (found.standardError ?? 0))
        ? [
            remark("aboveEntropy", {
              estimator: found.estimator ?? estimator.name,
              nats: found.nats,
              most: nats,
            }),
          ]
        : [];
    const guarantee = found.guarantee ?? estimator.guarantee;
    const after = await intervalAndTest({ ...found, memory, highest }, refit ?? { estimator, ...used }, {
      ...{ rows: used, guarantee },
      ...{ level, permutations, series, context: subProgress(context, share, 1) },
    });
    return {
      estimator: estimator.name,
      local: null,
      reason: null,
      checks: [],
      ...found,
      nats,
      guarantee: after.guarantee,
      interval: after.interval,
      pValue: after.pValue,
      permutations: after.permutations,
      remarks: [
        ...above,
        ...found.remarks,
        ...memoryRemarks(memory),
        ...after.remarks.filter(({ code }) => code !== "notStationary" || !memory?.drifting.length),
        ...missingRemarks([...(missing ?? []), ...after.missing]),
      ],
      n,
      dims: { x: left.d, y: right.d, given: fixed?.d ?? 0 },
      seed,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await (await own)?.dispose();
  }
}
