import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import { digamma } from "../special/digamma.ts";
import { logGamma } from "../special/logGamma.ts";
import type { Task } from "../types.ts";
import { type Covariance, normalBlocks } from "./normalBlocks.ts";
import { splitRows } from "./splitRows.ts";

export interface StudentOptions {
  readonly dims: { readonly x: number; readonly y: number };
  /** Degrees of freedom, any number above 0: 1 is Cauchy's distribution, and the limit of large nu is normal. */
  readonly nu: number;
  /** Dispersion matrix, proportional to the covariance for nu > 2; by default the identity. */
  readonly dispersion?: Covariance;
}

/**
 * Pairs of a multivariate Student distribution: (x, y) = z / sqrt(g / nu), z normal, g chi-squared with nu degrees of
 * freedom. Even for uncorrelated z they are dependent, through their common g.
 *
 *   I = I(z) + c(0) + c(dx + dy) - c(dx) - c(dy),   c(d) = log Gamma((nu + d)/2) - (nu + d)/2 psi((nu + d)/2)
 *
 * for the entropy of d columns is log |S|/2 + (d/2) log(nu pi) + log Gamma(nu/2) - log Gamma((nu + d)/2)
 * + (nu + d)/2 [ psi((nu + d)/2) - psi(nu/2) ].
 *
 * @throws TypeError, RangeError for a matrix as in `multinormal`; RangeError for nu that is not above 0 and finite
 * @see czyz2023beyond
 */
export function student({ dims, nu, dispersion = identity(dims.x + dims.y) }: StudentOptions): Task {
  const blocks = normalBlocks({ dims, covariance: dispersion, where: "student" });
  if (!(nu > 0 && nu < Number.POSITIVE_INFINITY))
    throw new RangeError(`student: nu must be above 0 and finite, got ${nu}`);
  const d = { x: dims.x, y: dims.y, xy: dims.x + dims.y };
  const half = (columns: number) => (nu + columns) / 2;
  const logNormaliser = logGamma(half(0)) + logGamma(half(d.xy)) - logGamma(half(d.x)) - logGamma(half(d.y));
  const spread = (columns: number) => half(columns) * digamma(half(columns));
  const constant = blocks.nats + logNormaliser;
  return {
    id: `student-${dims.x}-${dims.y}-nu${nu}`,
    nats: constant + spread(d.x) + spread(d.y) - spread(d.xy) - spread(0),
    dims,
    sample(n, seed, ...stream) {
      const { normal, uniform } = random(seed, streams.student, ...stream);
      return splitRows(n, dims, () => {
        const row = blocks.draw(normal);
        const scale = 1 / Math.sqrt((2 * gamma(nu / 2, { normal, uniform })) / nu);
        return row.map((value) => value * scale);
      });
    },
    logRatio(x, y) {
      const q = blocks.forms(x, y);
      const log = (form: number, columns: number) => half(columns) * Math.log1p(form / nu);
      return constant + log(q.x, d.x) + log(q.y, d.y) - log(q.xy, d.xy);
    },
  };
}

const identity = (d: number): Covariance =>
  Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? 1 : 0)));

/** A draw from the gamma distribution with this shape and scale 1, by the method of Marsaglia and Tsang (2000). */
function gamma(
  shape: number,
  { normal, uniform }: { readonly normal: () => number; readonly uniform: () => number },
): number {
  if (shape < 1) return gamma(shape + 1, { normal, uniform }) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
