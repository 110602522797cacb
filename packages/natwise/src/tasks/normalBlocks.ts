import { cholesky } from "../gaussian/cholesky.ts";

/** Covariance matrix of the columns of x, then of y, as rows of numbers. */
export type Covariance = readonly (readonly number[])[];

/** Quantities of a covariance matrix for normal pairs and distributions built on them. */
export interface NormalBlocks {
  /** (log |S_x| + log |S_y| - log |S|) / 2, in nats. */
  readonly nats: number;
  /** log |S|, log |S_x| and log |S_y|. */
  readonly logDeterminants: { readonly xy: number; readonly x: number; readonly y: number };
  /** One row of x and y together, from independent standard normal numbers. */
  draw(normal: () => number): Float64Array;
  /** v' S^-1 v of the pair, of x alone, and of y alone. */
  forms(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
  ): { readonly xy: number; readonly x: number; readonly y: number };
}

/**
 * Factors a covariance matrix.
 *
 * @param where the task's name in errors
 * @throws TypeError for a matrix of another shape; RangeError for one that is not symmetric and positive definite
 */
export function normalBlocks({
  dims,
  covariance,
  where,
}: {
  readonly dims: { readonly x: number; readonly y: number };
  readonly covariance: Covariance;
  readonly where: string;
}): NormalBlocks {
  for (const side of ["x", "y"] as const)
    if (!(Number.isInteger(dims[side]) && dims[side] >= 1))
      throw new RangeError(`${where}: dims.${side} must be a whole number above 0, got ${dims[side]}`);
  const d = dims.x + dims.y;
  const broken = covariance.find((row) => row.length !== d);
  if (covariance.length !== d || broken) {
    throw new TypeError(
      `${where}: the matrix must have ${d} rows and columns, those of x, then of y, got [${covariance.length}, ${(broken ?? covariance[0] ?? []).length}]`,
    );
  }
  covariance.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value !== covariance[j][i])
        throw new RangeError(
          `${where}: the matrix must be symmetric, got ${value} and ${covariance[j][i]} at ${i}, ${j}`,
        );
    });
  });
  const root = (from: number, size: number) => {
    const block = covariance.slice(from, from + size).flatMap((row) => row.slice(from, from + size));
    const L = cholesky(block, size);
    if (L) return L;
    throw new RangeError(
      `${where}: the matrix must be positive definite, or the information is infinite; this one is not`,
    );
  };
  const xy = root(0, d);
  const x = root(0, dims.x);
  const y = root(dims.x, dims.y);
  const logDeterminants = {
    xy: logDeterminant(xy, d),
    x: logDeterminant(x, dims.x),
    y: logDeterminant(y, dims.y),
  };
  const nats = 0.5 * (logDeterminants.x + logDeterminants.y - logDeterminants.xy);
  return {
    // Independent blocks may leave -1e-16.
    nats: Math.max(0, nats),
    logDeterminants,
    draw(normal) {
      const z = Float64Array.from({ length: d }, normal);
      const row = new Float64Array(d);
      for (let i = 0; i < d; i++) for (let k = 0; k <= i; k++) row[i] += xy[i * d + k] * z[k];
      return row;
    },
    forms: (left, right) => ({
      xy: form(
        xy,
        Float64Array.from({ length: d }, (_, i) => (i < dims.x ? left[i] : right[i - dims.x])),
      ),
      x: form(x, left),
      y: form(y, right),
    }),
  };
}

function logDeterminant(L: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += 2 * Math.log(L[i * d + i]);
  return sum;
}

/** |L^-1 v|^2 by forward substitution. */
function form(L: Float64Array, v: ArrayLike<number>): number {
  const d = Math.sqrt(L.length);
  const z = new Float64Array(d);
  let sum = 0;
  for (let i = 0; i < d; i++) {
    let rest = v[i];
    for (let k = 0; k < i; k++) rest -= L[i * d + k] * z[k];
    z[i] = rest / L[i * d + i];
    sum += z[i] * z[i];
  }
  return sum;
}
