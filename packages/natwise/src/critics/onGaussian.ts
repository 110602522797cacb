import { lax, numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { cholesky } from "../gaussian/cholesky.ts";
import { centred, dot } from "../gaussian/orthogonal.ts";
import type { Critic, Matrix, Tensor } from "../types.ts";
import { columns as columnsOf } from "./columns.ts";
import { concat } from "./concat.ts";
import { rotations } from "./rotations.ts";

/**
 * f(x, y) = log N(x, y) / (N(x) N(y)) + g(x, y): the log ratio of the Gaussian fitted to the training rows, plus a
 * critic g for the rest. The Gaussian stays as fitted, and g begins at zero, so training begins at the Gaussian's
 * value.
 *
 *   log N(x, y) / (N(x) N(y)) = c - x P y - (x (Q - R) x + y (S - T) y) / 2
 *
 * with P, Q, S the blocks of the joint precision, R and T the precisions of x and y, and c half the difference of log
 * determinants.
 *
 * Use it on standardised rows, best on normal scores: in heavier tails than a Gaussian's the ratio explodes.
 *
 * @param options.critic g
 * @param options.columns number of leading columns of x and of y for the Gaussian, by default all; g always sees all.
 *   For rows with further columns computed from the first ones, which are not Gaussian
 */
export function onGaussian({
  critic = concat(),
  columns,
}: {
  critic?: Critic<"any">;
  columns?: { readonly x: number; readonly y: number };
} = {}): Critic<"any"> {
  type P = { gaussian: Record<"xy" | "xx" | "yy" | "c", np.Array>; rest: unknown };
  const form = (rows: np.Array, matrix: np.Array) => np.matmul(rows.ref, matrix).mul(rows).sum(1);
  return {
    name: `${critic.name} on a Gaussian`,
    kind: "any",
    cost: critic.cost,
    init(seed, shapes) {
      const x = columnsOf("onGaussian: x", shapes.x);
      const y = columnsOf("onGaussian: y", shapes.y);
      return {
        gaussian: { xy: filled(0, [x, y]), xx: filled(0, [x, x]), yy: filled(0, [y, y]), c: filled(0, [1]) },
        rest: critic.init(seed, shapes),
      };
    },
    fit(params, x, y) {
      return { ...(params as { rest: Tensor }), gaussian: gaussianRatio(x, y, columns) };
    },
    pairs(params, x, y) {
      const { gaussian, rest } = params as P;
      const { xy, xx, yy, c } = fixed(gaussian);
      const [R] = x.shape;
      const [K] = y.shape;
      const cross = np.matmul(np.matmul(x.ref, xy), np.matrixTranspose(y.ref));
      const own = form(x.ref, xx)
        .reshape([R, 1])
        .add(form(y.ref, yy).reshape([1, K]))
        .add(c);
      return critic.pairs(rest, x, y).add(cross).add(own);
    },
    rotations(params, x, y, M) {
      const { gaussian, rest } = params as P;
      const { xy, xx, yy, c } = fixed(gaussian);
      const [K] = x.shape;
      const cross = rotations(np.matmul(x.ref, xy), M).mul(y.ref).sum(2);
      const own = rotations(form(x.ref, xx).reshape([K, 1]), M).reshape([M + 1, K]);
      return critic.rotations(rest, x, y.ref, M).add(cross).add(own).add(form(y, yy).add(c));
    },
  };
}

const fixed = (gaussian: Record<"xy" | "xx" | "yy" | "c", np.Array>) => ({
  xy: lax.stopGradient(gaussian.xy),
  xx: lax.stopGradient(gaussian.xx),
  yy: lax.stopGradient(gaussian.yy),
  c: lax.stopGradient(gaussian.c),
});

/**
 * The quadratic form of log N(x, y) / (N(x) N(y)) for the normal distribution fitted to rows x and y. A millionth is
 * added to the variances, which keeps precisions finite if columns determine one another, as those of categories do.
 */
function gaussianRatio(x: Matrix, y: Matrix, { x: dx, y: dy } = { x: x.d, y: y.d }) {
  const d = dx + dy;
  const columns = [...centred(x).slice(0, dx), ...centred(y).slice(0, dy)];
  const S = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      S[i * d + j] = S[j * d + i] = dot(columns[i], columns[j]) / x.n + (i === j ? 1e-6 : 0);
    }
  }
  const block = (from: number, size: number) =>
    Float64Array.from(
      { length: size * size },
      (_, i) => S[(from + Math.floor(i / size)) * d + from + (i % size)],
    );
  const joint = precision(S, d);
  const left = precision(block(0, dx), dx);
  const right = precision(block(dx, dy), dy);
  // Columns outside the Gaussian have zero coefficients.
  const tensor = (rows: Side, columns: Side, at: (i: number, j: number) => number): Tensor => {
    const data = new Float32Array(rows.of * columns.of);
    for (let i = 0; i < rows.used; i++) {
      for (let j = 0; j < columns.used; j++) data[i * columns.of + j] = at(i, j);
    }
    return { data, shape: [rows.of, columns.of] };
  };
  const [a, b] = [
    { of: x.d, used: dx },
    { of: y.d, used: dy },
  ];
  return {
    xy: tensor(a, b, (i, j) => -joint.at(i, dx + j)),
    xx: tensor(a, a, (i, j) => (left.at(i, j) - joint.at(i, j)) / 2),
    yy: tensor(b, b, (i, j) => (right.at(i, j) - joint.at(dx + i, dx + j)) / 2),
    c: {
      data: Float32Array.of((left.logDeterminant + right.logDeterminant - joint.logDeterminant) / 2),
      shape: [1],
    },
  };
}

interface Side {
  readonly of: number;
  readonly used: number;
}

/** The inverse of a covariance [d, d], and the covariance's log determinant. */
function precision(S: Float64Array, d: number) {
  const L = cholesky(S, d) as Float64Array; // the millionth makes it positive definite
  // L^-1, row by row: the precision is L^-T L^-1.
  const inverse = new Float64Array(d * d);
  let logDeterminant = 0;
  for (let i = 0; i < d; i++) {
    logDeterminant += 2 * Math.log(L[i * d + i]);
    for (let j = 0; j <= i; j++) {
      let rest = i === j ? 1 : 0;
      for (let k = j; k < i; k++) rest -= L[i * d + k] * inverse[k * d + j];
      inverse[i * d + j] = rest / L[i * d + i];
    }
  }
  const at = (i: number, j: number) => {
    let sum = 0;
    for (let k = Math.max(i, j); k < d; k++) sum += inverse[k * d + i] * inverse[k * d + j];
    return sum;
  };
  return { at, logDeterminant };
}
