import { DataError } from "../DataError.ts";
import { symbols } from "../discrete/symbols.ts";
import { remark } from "../remarks.ts";
import { digamma } from "../special/digamma.ts";
import type { Matrix } from "../types.ts";
import { centred, centredWithin, orthogonal } from "./orthogonal.ts";

export interface GaussianResult {
  /** The mean of `local`, in nats. May be negative, since `chance` is subtracted. */
  readonly nats: number;
  /** The log-ratio of the fitted densities at each row, less `chance` [N]. */
  readonly local: Float64Array;
  /** The mean of the uncorrected estimate for independent Gaussians, in nats. */
  readonly chance: number;
  /** Number of columns of x, y and z that were used. */
  readonly rank: number;
  /** Columns determined by others (and z), which carry no further information and were left out. */
  readonly redundant: { readonly x: readonly number[]; readonly y: readonly number[] };
}

/**
 * I(X; Y | Z) of the Gaussian with the sample's covariance, corrected so that its expectation is exact for Gaussians at
 * any N, in nats.
 *
 *   I = (log|S_xz| + log|S_yz| - log|S_z| - log|S_xyz|) / 2 - chance
 *   chance = 1/2 sum_{i = dz + 1}^{dz + dy} [ psi((N - i) / 2) - psi((N - i - dx) / 2) ]
 *
 * The correction follows from E log|S| = log|Sigma| + sum_{i = 1}^d psi((N - i) / 2) + d log(2 / (N - 1)) for a Wishart
 * matrix. The ratio of determinants is that of the residual covariances of y given z and of y given z and x.
 *
 * @param x rows [N, dx]
 * @param y rows [N, dy]
 * @param z given rows [N, dz], or null; categories count as a 0/1 column for each but one
 * @param name the estimator's name in errors
 * @param shown the name its estimates carry
 * @throws TypeError for different numbers of rows; RangeError for hardly more rows than columns, and if x determines a
 *   column of y, so that the information is infinite
 * @see misra2005estimation; ince2017statistical
 */
export function* gaussianNats(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  name: string,
  shown = name,
): Generator<number, GaussianResult> {
  const { n } = x;
  const other = [y, z].find((rows) => rows && rows.n !== n);
  if (other) throw new TypeError(`${name}: all must have the same number of rows, got ${n} and ${other.n}`);
  const groups = z?.categories ? symbols(z) : null;
  const given = groups ? groups.count - 1 : (z?.d ?? 0);
  const d = x.d + y.d + given;
  if (!(n > d + 1)) {
    throw new RangeError(
      `${name}: needs at least ${d + 2} rows for ${d} columns, got ${n}; leave columns out or use ksg`,
    );
  }
  const fixed = z && !groups ? (yield* orthogonal(centred(z), [])).units : [];
  const columns = (side: Matrix) => (groups ? centredWithin(side, groups) : centred(side));
  const left = yield* orthogonal(columns(x), fixed);
  const right = yield* orthogonal(columns(y), fixed);
  const rest = yield* orthogonal(right.units, [...fixed, ...left.units]);
  if (rest.redundant.length > 0) {
    const kept = Array.from({ length: y.d }, (_, j) => j).filter((j) => !right.redundant.includes(j));
    const at = kept[rest.redundant[0]];
    throw new DataError(
      `${name}: x must not determine y, got column ${at} of y as a linear function of the other columns; its information is infinite, leave it out`,
      remark("determinedByX", { estimator: shown }, [{ side: "y", at }]),
    );
  }

  const raw = rest.left.reduce((sum, share) => sum - Math.log(share), 0);
  const [dx, dy, dz] = [left.units.length, right.units.length, groups ? given : fixed.length];
  let chance = 0;
  for (let i = dz + 1; i <= dz + dy; i++) chance += (digamma((n - i) / 2) - digamma((n - i - dx) / 2)) / 2;
  const nats = raw - chance;
  const local = new Float64Array(n).fill(nats);
  for (const [j, before] of right.units.entries()) {
    const after = rest.units[j];
    for (let i = 0; i < n; i++) local[i] += (n / 2) * (before[i] ** 2 - after[i] ** 2);
  }
  return { nats, local, chance, rank: dx + dy + dz, redundant: { x: left.redundant, y: right.redundant } };
}
