import { isCategories } from "../discrete/isCategories.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";

export interface OnScoresOptions {
  /** Streams of the seed that break ties in x and in y. */
  readonly ties?: { readonly x: readonly number[]; readonly y: readonly number[] };
}

/**
 * An estimator applied to normal scores: ranks as quantiles of the normal distribution, with ties broken at random.
 * This keeps the information and removes outliers, skewness and units.
 *
 * Sides made of categories are not changed. In the given columns equal values keep equal scores: a 0/1 column with its
 * ties broken at random would be a further dimension of noise.
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
