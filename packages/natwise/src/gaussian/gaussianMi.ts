import { inSlices } from "../progress/inSlices.ts";
import { type Remark, remark } from "../remarks.ts";
import type { Context, Estimator, Found, Matrix } from "../types.ts";
import { gaussianFound } from "./gaussianFound.ts";
import { gaussianNats } from "./gaussianNats.ts";
import { onIndicators } from "./onIndicators.ts";

/**
 * The information of the Gaussian with the same covariance: unbiased for Gaussians at any N. For other data it measures
 * linear dependence.
 *
 *   I = -1/2 log(|S_xy| / (|S_x| |S_y|)) - chance = -1/2 sum_j log(1 - rho_j^2) - chance
 *
 * with the canonical correlations rho_j; `chance` is the bias of the sample determinants, see `gaussianNats`. If x or y
 * is Gaussian, whatever the other, the limit for many rows is a lower bound on the truth.
 *
 * A side of categories enters as 0/1 columns, see `oneHot`. Given categories, one mean for each is subtracted.
 *
 * @see misra2005estimation; ince2017statistical
 */
export function gaussianMi(): Estimator {
  const name = "Gaussian";
  const find = (x: Matrix, y: Matrix, z: Matrix | null, context: Context): Promise<Found> =>
    onIndicators(x, y, async (x, y) => {
      const result = await inSlices(gaussianNats(x, y, z, "gaussianMi", name), context, name);
      return gaussianFound(result, x, y, [...farFromNormal(x, "x"), ...farFromNormal(y, "y")]);
    });
  return {
    name,
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context),
    conditional: find,
  };
}

/** The remark on columns with skewness or tails that a Gaussian sample would hardly have. */
function farFromNormal({ data, n, d }: Matrix, side: "x" | "y"): Remark[] {
  const far: number[] = [];
  let first = { skewness: 0, excess: 0 };
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += data[i * d + j] / n;
    let [second, third, fourth] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const value = data[i * d + j] - mean;
      second += value ** 2 / n;
      third += value ** 3 / n;
      fourth += value ** 4 / n;
    }
    const skewness = third / second ** 1.5;
    const excess = fourth / second ** 2 - 3;
    // Their standard errors in a Gaussian sample are sqrt(6 / N) and sqrt(24 / N).
    if (!(Math.abs(skewness) > 1 + 3 * Math.sqrt(6 / n) || excess > 2 + 3 * Math.sqrt(24 / n))) continue;
    if (far.length === 0) first = { skewness, excess };
    far.push(j);
  }
  if (far.length === 0) return [];
  const columns = far.map((at) => ({ side, at }));
  return [remark("farFromNormal", first, columns)];
}
