import { defaultEngine } from "#engine";
import { mine } from "./bounds/mine.ts";
import { neural } from "./estimators/neural.ts";
import { matrix } from "./matrix.ts";
import { standardise } from "./standardise.ts";
import type { Context, Data, Engine, Estimate, Estimator, Progress } from "./types.ts";

export interface EstimateOptions {
  readonly estimator?: Estimator;
  /** Rows [N, dz] held fixed: I(X; Y | Z), what x tells about y that z does not. */
  readonly given?: Data;
  /** The same seed gives the same number. */
  readonly seed?: number;
  /** Runs the training steps; by default ONNX Runtime in Node, jax-js elsewhere. The caller disposes of it. */
  readonly engine?: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Fewer rows than this cannot be split into training, validation and test. */
const fewest = 20;

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
    estimator = neural({ bound: mine() }),
    given,
    seed = 0,
    engine,
    signal,
    onProgress,
  }: EstimateOptions = {},
): Promise<Estimate> {
  const started = performance.now();
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
      `estimate: ${estimator.name} cannot hold columns fixed; use ksg or leave \`given\` out`,
    );
  if (!(n >= fewest)) throw new RangeError(`estimate: needs at least ${fewest} rows, got ${n}`);
  signal?.throwIfAborted();
  let own: Promise<Engine> | undefined;
  try {
    const context: Context = {
      seed,
      engine: async () => {
        if (engine) return engine;
        own ??= defaultEngine();
        return own;
      },
      signal,
      onProgress,
    };
    const sx = standardise(left, "x");
    const sy = standardise(right, "y");
    const found = fixed
      ? await estimator.conditional!(sx, sy, standardise(fixed, "given"), context)
      : await estimator.estimate(sx, sy, context);
    return {
      estimator: estimator.name,
      guarantee: estimator.guarantee,
      interval: null,
      pValue: null,
      local: null,
      reason: null,
      checks: [],
      ...found,
      n,
      dims: { x: left.d, y: right.d, given: fixed?.d ?? 0 },
      seed,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await (await own)?.dispose();
  }
}
