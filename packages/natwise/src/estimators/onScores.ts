import { isCategories } from "../discrete/isCategories.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";

export interface OnScoresOptions {
  /** Streams of the seed that break ties, of x and of y. */
  readonly ties?: { readonly x: readonly number[]; readonly y: readonly number[] };
}

/**
 * An estimator of the columns' normal scores: their ranks as quantiles of the normal distribution, ties broken at random. The
 * information stays, and outliers, skewness and units are gone.
 *
 * Sides made of categories stay as they are. What is held fixed keeps equal values equal: spread at random, a 0/1 column
 * would be one more dimension of noise.
 */
export function onScores(
  estimator: Estimator,
  { ties = { x: [streams.scoreTies, 0], y: [streams.scoreTies, 1] } }: OnScoresOptions = {},
): Estimator {
  const scores = (side: Matrix, stream: readonly number[], { seed }: Context) =>
    isCategories(side) ? side : normalScores(side, { random: random(seed, ...stream) });
  const { conditional } = estimator;
  return {
    ...estimator,
    name: `${estimator.name} on normal scores`,
    async estimate(x, y, context) {
      const [a, b] = [scores(x, ties.x, context), scores(y, ties.y, context)];
      const found = await estimator.estimate(a, b, context);
      return { refit: { estimator, x: a, y: b, z: null }, ...found };
    },
    conditional:
      conditional &&
      (async (x, y, z, context) => {
        const [a, b] = [scores(x, ties.x, context), scores(y, ties.y, context)];
        const fixed = isCategories(z) ? z : normalScores(z);
        const found = await conditional(a, b, fixed, context);
        return { refit: { estimator, x: a, y: b, z: fixed }, ...found };
      }),
  };
}
