import { defaultEngine } from "#engine";
import { auto } from "./estimators/auto/auto.ts";
import { intervalAndTest } from "./inference/intervalAndTest.ts";
import { missingRemarks } from "./progress/orNullWhenStopped.ts";
import { subProgress } from "./progress/subProgress.ts";
import { fewestRows } from "./rows/fewestRows.ts";
import { matrix } from "./rows/matrix.ts";
import { rowsAt } from "./rows/rowsAt.ts";
import { standardise } from "./rows/standardise.ts";
import type { Context, Data, Engine, Estimate, Estimator, Matrix, Progress } from "./types.ts";

export interface EstimateOptions {
  /** By default `auto`: it looks at the columns, chooses, and checks itself with another family. */
  readonly estimator?: Estimator;
  /** Rows [N, dz] held fixed: I(X; Y | Z), what x tells about y that z does not. */
  readonly given?: Data;
  /**
   * Of the interval, such as 0.95; null for none. By default 0.95 if no estimator is named and none if one is: what trains
   * nothing is estimated on twelve parts of the rows for it. Of what is trained it is the interval of the folds' mean.
   */
  readonly level?: number | null;
  /**
   * Shuffles for the p-value; 0 for none. By default 199 if no estimator is named and none if one is. The test is the same for
   * all estimators and trains nothing: see `independenceTest`.
   */
  readonly permutations?: number;
  /** Whether rows follow one another in time: shuffles and parts of the rows for the test and the interval then keep that. */
  readonly series?: boolean;
  /** The same seed gives the same number. */
  readonly seed?: number;
  /**
   * Runs the training steps; by default ONNX Runtime in Node, jax-js elsewhere. The caller disposes of it. A function is called
   * when something is to be trained.
   */
  readonly engine?: Engine | (() => Promise<Engine>);
  readonly signal?: AbortSignal;
  /**
   * Whether what is done when `signal` is aborted is returned: critics as they are by then, no interval or p-value where that
   * was not reached; a warning says what is missing. By default, and where nothing is done, the signal's reason is thrown.
   */
  readonly partial?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * How much x tells about y: mutual information, in nats; with `given`, what it tells beyond z: conditional mutual
 * information. Columns are standardised first, which does not change either.
 *
 * @param x rows [N, dx]
 * @param y rows [N, dy], row i belonging to row i of x
 * @throws TypeError for shapes that do not fit; RangeError for values that cannot be worked with
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
    signal,
    partial,
    onProgress,
  }: EstimateOptions = {},
): Promise<Estimate> {
  const started = performance.now();
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
      `estimate: ${estimator.name} cannot hold columns fixed; use ksg, gao, gaussianMi, gaussianCopula, discrete or auto, or leave \`given\` out`,
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
      onProgress,
    };
    const sx = standardise(left, "x");
    const sy = standardise(right, "y");
    const sz = fixed && standardise(fixed, "given");
    const more = level !== null || permutations > 0;
    const share = more ? (estimator.progressShare?.(sx, sy, sz) ?? 0.8) : 1;
    const first = subProgress(context, 0, share);
    const { refit, rows, missing, ...found } = sz
      ? await estimator.conditional!(sx, sy, sz, first)
      : await estimator.estimate(sx, sy, first);
    const of = (side: Matrix) => (rows ? rowsAt(side, rows) : side);
    const used = { x: of(sx), y: of(sy), z: sz && of(sz) };
    const after = await intervalAndTest(found, refit ?? { estimator, ...used }, {
      rows: used,
      ...{ level, permutations, series, context: subProgress(context, share, 1) },
    });
    return {
      estimator: estimator.name,
      guarantee: estimator.guarantee,
      local: null,
      reason: null,
      checks: [],
      ...found,
      interval: after.interval,
      pValue: after.pValue,
      remarks: [
        ...found.remarks,
        ...after.remarks,
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
