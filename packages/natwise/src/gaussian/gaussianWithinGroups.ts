import type { Estimator } from "../types.ts";
import { gaussianCopula } from "./gaussianCopula.ts";

/**
 * `gaussianCopula` given categories: the information in the correlation of normal scores after subtracting the mean of
 * each category. For categories with few rows each, in which neighbours miss most of the dependence.
 *
 * With G categories in N rows the correlation has N - G degrees of freedom. Its mean for independent data, about
 * 1 / 2 (N - G) nats for two columns, is subtracted. One correlation serves all categories: the estimate is biased low
 * if theirs differ, and high if the categories with the largest variance have the strongest dependence.
 */
export function gaussianWithinGroups(): Estimator {
  const { estimate, conditional } = gaussianCopula();
  return {
    name: "Gaussian copula within groups",
    guarantee: "none",
    estimate,
    conditional: (x, y, z, context) => conditional!(x, y, { ...z, categories: true }, context),
  };
}
