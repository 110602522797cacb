import { symbols } from "../discrete/symbols.ts";
import type { Estimator, Matrix } from "../types.ts";
import { gaussianCopula } from "./gaussianCopula.ts";

/**
 * `gaussianCopula` given categories: the correlation of normal scores that is left once every category's mean is taken off.
 * For what neighbours do not see where categories have few rows each.
 *
 * With G categories in N rows the correlation rests on N - G, and what chance gives, about 1 / 2 (N - G) nats for two
 * columns, is subtracted. It is one correlation for all categories: where theirs differ, it reads low, and where those that
 * spread most depend most, high.
 */
export function gaussianWithinGroups(): Estimator {
  const { estimate, conditional } = gaussianCopula();
  return {
    name: "Gaussian copula within groups",
    guarantee: "none",
    estimate,
    conditional: (x, y, z, context) => conditional!(x, y, withoutLast(z), context),
  };
}

/** A 0/1 column for each category but one, which the others determine. */
function withoutLast(z: Matrix): Matrix {
  const { codes, count } = symbols(z);
  const d = Math.max(1, count - 1);
  const data = new Float64Array(z.n * d);
  for (const [i, code] of codes.entries()) if (code < d) data[i * d + code] = 1;
  return { data, n: z.n, d };
}
