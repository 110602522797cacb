import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";
import { type Covariance, normalBlocks } from "./normalBlocks.ts";
import { splitRows } from "./splitRows.ts";

/** One normal distribution of a mixture. */
export interface NormalComponent {
  /** Any number above 0; weights are divided by their sum. */
  readonly weight: number;
  /** Of the columns of x, then of y. */
  readonly mean: readonly number[];
  /** Of the columns of x, then of y. */
  readonly covariance: Covariance;
}

export interface NormalMixtureOptions {
  readonly dims: { readonly x: number; readonly y: number };
  readonly components: readonly NormalComponent[];
  /** The beginning of its id. */
  readonly name?: string;
}

/** Draws for `nats`. */
const draws = 40_000;

/**
 * Pairs of a mixture of normal distributions. Their log ratio is a formula,
 *
 *   log p(x, y) / (p(x) p(y)),   each p a mixture of normal densities,
 *
 * and their information is not: `nats` is the mean log ratio of 40,000 draws, the same in every run, and
 * `standardError` is its standard error.
 *
 * @throws TypeError, RangeError for a matrix as in `multinormal`; TypeError for a mean of another length; RangeError for
 *   no components and for a weight that is not above 0
 * @see czyz2025properties
 */
export function normalMixture({
  dims,
  components,
  name = "normal-mixture",
}: NormalMixtureOptions): Task & { readonly standardError: number } {
  if (components.length === 0) throw new RangeError("normalMixture: needs at least one component, got none");
  const d = dims.x + dims.y;
  let total = 0;
  for (const { weight, mean } of components) {
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`normalMixture: weights must be above 0 and finite, got ${weight}`);
    if (mean.length !== d)
      throw new TypeError(
        `normalMixture: a mean must have a number for each of ${d} columns, got ${mean.length}`,
      );
    total += weight;
  }
  const parts = components.map(({ weight, mean, covariance }) => ({
    share: weight / total,
    centre: { x: mean.slice(0, dims.x), y: mean.slice(dims.x) },
    blocks: normalBlocks({ dims, covariance, where: "normalMixture" }),
  }));
  const chosen = (p: number) => {
    let at = 0;
    for (let rest = p - parts[0].share; rest >= 0 && at < parts.length - 1; ) rest -= parts[++at].share;
    return at;
  };
  const draw = ({ uniform, normal }: { uniform: () => number; normal: () => number }) => {
    const { centre, blocks } = parts[chosen(uniform())];
    const row = blocks.draw(normal);
    return row.map((value, j) => value + (j < dims.x ? centre.x[j] : centre.y[j - dims.x]));
  };
  const logRatio = (x: ArrayLike<number>, y: ArrayLike<number>) => {
    const logs = parts.map(({ share, centre, blocks }) => {
      const less = (row: ArrayLike<number>, middle: readonly number[]) =>
        middle.map((value, j) => row[j] - value);
      const q = blocks.forms(less(x, centre.x), less(y, centre.y));
      const { logDeterminants: log } = blocks;
      return {
        xy: Math.log(share) - (log.xy + q.xy) / 2,
        x: Math.log(share) - (log.x + q.x) / 2,
        y: Math.log(share) - (log.y + q.y) / 2,
      };
    });
    const sum = (of: "xy" | "x" | "y") => logSumExp(logs.map((one) => one[of]));
    // Factors of 2 pi cancel.
    return sum("xy") - sum("x") - sum("y");
  };

  const source = random(0, streams.normalMixture, 1);
  let mean = 0;
  let squares = 0;
  for (let i = 1; i <= draws; i++) {
    const row = draw(source);
    const value = logRatio(row.subarray(0, dims.x), row.subarray(dims.x));
    const off = value - mean;
    mean += off / i;
    squares += off * (value - mean);
  }
  return {
    id: `${name}-${dims.x}-${dims.y}`,
    nats: mean,
    standardError: Math.sqrt(squares / (draws - 1) / draws),
    dims,
    sample(n, seed, ...stream) {
      const source = random(seed, streams.normalMixture, 0, ...stream);
      return splitRows(n, dims, () => draw(source));
    },
    logRatio,
  };
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
