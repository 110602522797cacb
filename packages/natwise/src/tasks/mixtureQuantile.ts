import { normalCdf } from "../special/normalCdf.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { elementwise } from "./elementwise.ts";
import type { RowMap } from "./rowMap.ts";
import { solveIncreasing } from "./solveIncreasing.ts";

export interface NormalComponent {
  readonly weight: number;
  readonly mean: number;
  readonly deviation?: number;
}

/**
 * Applies the quantile function of a mixture of normal distributions to every coordinate in (0, 1). A uniform
 * coordinate then has the mixture as its distribution.
 *
 * @throws RangeError for weights or deviations that are not above 0, for weights that do not add up to 1, and for
 *   coordinates outside (0, 1)
 */
export function mixtureQuantile(components: readonly NormalComponent[]): RowMap {
  for (const { weight, deviation = 1 } of components)
    if (!(weight > 0 && deviation > 0))
      throw new RangeError(
        `mixtureQuantile: weights and deviations must be above 0, got ${weight} and ${deviation}`,
      );
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  if (!(Math.abs(total - 1) < 1e-12))
    throw new RangeError(`mixtureQuantile: weights must add up to 1, got ${total}`);
  const cdf = (v: number) =>
    components.reduce(
      (sum, { weight, mean, deviation = 1 }) => sum + weight * normalCdf((v - mean) / deviation),
      0,
    );
  return elementwise({
    id: "mixture",
    apply(p) {
      // A mixture's quantile lies between those of its components.
      const z = normalQuantile(p);
      const ends = components.map(({ mean, deviation = 1 }) => mean + deviation * z);
      const slack = 1e-9;
      return solveIncreasing(cdf, p, Math.min(...ends) - slack, Math.max(...ends) + slack);
    },
    inverse: cdf,
  });
}
