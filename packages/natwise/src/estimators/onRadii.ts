import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import { streams } from "../rows/streams.ts";
import { normalCdf } from "../special/normalCdf.ts";
import type { Estimator, Matrix } from "../types.ts";

/**
 * An estimator applied to the rows' distances from the centre alone, one column a side, in normal scores. It is for
 * columns that share only a random scale. Takes columns of normal scores, two or more a side.
 *
 * @param options.tails "heavy" takes distances of scores of Student's distribution with two degrees of freedom. They
 *   show a scale shared by heavy-tailed columns; in normal scores a single extreme value hardly matters
 */
export function onRadii(
  estimator: Estimator,
  { tails = "normal" }: { readonly tails?: "normal" | "heavy" } = {},
): Estimator {
  const [tailed, ties] = tails === "heavy" ? [heavyTailed, [4, 5]] : [(side: Matrix) => side, [2, 3]];
  return {
    ...estimator,
    name: `${estimator.name} on distances from the centre${tails === "heavy" ? ", tails heavy" : ""}`,
    async estimate(x, y, context) {
      const [a, b] = [x, y].map((side, s) => radius(tailed(side), context.seed, ties[s]));
      const found = await estimator.estimate(a, b, context);
      return { refit: { estimator, x: a, y: b, z: null }, ...found };
    },
    conditional: undefined,
  };
}

/** An estimator with the distance from the centre as a further column of each side that has several. */
export function withRadii(estimator: Estimator): Estimator {
  return {
    ...estimator,
    estimate(x, y, context) {
      const [a, b] = [x, y].map((side, s) =>
        side.d > 1 ? sideBySide(side, radius(side, context.seed, 2 + s)) : side,
      );
      return estimator.estimate(a, b, context);
    },
    conditional: undefined,
  };
}

/**
 * Normal scores turned into quantiles of Student's distribution with two degrees of freedom, (2 p - 1) / sqrt(2 p (1 -
 * p)).
 */
function heavyTailed({ data, n, d }: Matrix): Matrix {
  const heavy = data.map((score) => {
    const p = normalCdf(score);
    return (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
  });
  return { data: heavy, n, d };
}

/** Normal scores of the rows' distances from the centre [N, 1]. */
function radius({ data, n, d }: Matrix, seed: number, stream: number): Matrix {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) out[i] += data[i * d + j] ** 2;
  return normalScores({ data: out, n, d: 1 }, { random: random(seed, streams.scoreTies, stream) });
}
