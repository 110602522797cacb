import { inSlices } from "../progress/inSlices.ts";
import { type Remark, remark } from "../remarks.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Found, Matrix } from "../types.ts";
import { gaussianFound } from "./gaussianFound.ts";
import { gaussianNats } from "./gaussianNats.ts";
import { onIndicators } from "./onIndicators.ts";

/**
 * The information in the covariance of normal scores: `gaussianMi` after each column is replaced by the normal
 * quantiles of its ranks. Increasing functions of columns do not change it, and outliers hardly do. It is exact for a
 * Gaussian copula.
 *
 * Sampling noise aside, it is a lower bound if x or y is one column. That side is then exactly Gaussian, and
 * I(X; Y) = h(X) - h(X|Y) >= h(X) - 1/2 log(2 pi e var(X - the best linear function of Y)). It is no bound for several
 * columns on both sides, nor given other columns.
 *
 * Ties are broken at random, by the seed, which keeps the information. With mean ranks a column would not be normal,
 * and two equal columns of categories would have infinite information. The given columns keep mean ranks: they need not
 * be normal, and a category stays one value.
 *
 * A side of categories enters as 0/1 columns, see `oneHot`.
 *
 * @see ince2017statistical. Deviation: ties are broken at random, not by the order of the rows.
 */
export function gaussianCopula(): Estimator {
  const name = "Gaussian copula";
  const find = (x: Matrix, y: Matrix, z: Matrix | null, context: Context): Promise<Found> =>
    onIndicators(x, y, async (x, y) => {
      const scores = (rows: Matrix, stream: number) =>
        normalScores(rows, { random: random(context.seed, streams.copulaTies, stream) });
      const fixed = z && (z.categories ? z : normalScores(z));
      const work = gaussianNats(scores(x, 0), scores(y, 1), fixed, "gaussianCopula", name);
      return {
        ...gaussianFound(await inSlices(work, context, name), x, y, [...ties(x, "x"), ...ties(y, "y")]),
        guarantee: !z && (x.d === 1 || y.d === 1) ? "lower" : "none",
      };
    });
  return {
    name,
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context),
    conditional: find,
  };
}

/** Below this share of repeated values, breaking ties at random loses little of the dependence. */
const FEW_REPEATS = 0.05;

function ties({ data, n, d }: Matrix, side: "x" | "y"): Remark[] {
  let worst = 0;
  for (let j = 0; j < d; j++) {
    const values = new Set<number>();
    for (let i = 0; i < n; i++) values.add(data[i * d + j]);
    worst = Math.max(worst, 1 - values.size / n);
  }
  if (!(worst > FEW_REPEATS)) return [];
  return [remark("tiesBroken", { share: worst }, [{ side }])];
}
