/** @module Mutual information of symbols, from counts. */

import { withoutTraining } from "../estimators/withoutTraining.ts";
import { type Remark, remark } from "../remarks.ts";
import type { Estimator, Found, Matrix } from "../types.ts";
import { type Correction, corrections } from "./corrections.ts";
import { countRows, pairs, type Symbols, symbols } from "./symbols.ts";

export interface DiscreteOptions {
  /** Bias correction of the entropies. Without it entropies are biased low, and information is biased high. */
  readonly correction?: Correction;
}

/**
 * Mutual information of symbols, from the counts of symbols and of pairs. Equal rows are one symbol.
 *
 *   I(X; Y) = H(X) + H(Y) - H(X, Y),   I(X; Y | Z) = H(X, Z) + H(Y, Z) - H(Z) - H(X, Y, Z)
 *
 * The correction applies to each entropy. "none" is the plug-in estimate, never negative and too high by about
 * (Kx - 1)(Ky - 1) / 2N. The others remove most of this bias, and may give negative values for independent data.
 * `ceiling` is min(H(X), H(Y)) with the same correction, or min(H(X|Z), H(Y|Z)); null if the correction can exceed it.
 *
 * `local` is the contribution of each row, log p(x, y) / p(x)p(y) with the row's part of the correction; null for
 * "nsb". `standardError` is its standard deviation over sqrt N, the delta method; for "nsb" it is that of the plug-in
 * estimate. For tables of 2 x 2 to 10 x 10 with 20 to 200 rows it was 0.8 to 1.3 of the standard deviation over
 * samples, with "grassberger" 0.6 to 1.1, with "chao-shen" 1.2 to 1.9, with "nsb" 0.9 to 2.4, highest for independent
 * data. It does not include the bias.
 *
 * @param options.correction see the functions of the same names; for "nsb" the number of possible pairs is the number
 *   of symbols of x times that of y
 * @throws RangeError for an unknown correction
 */
export function discrete({ correction = "grassberger" }: DiscreteOptions = {}): Estimator {
  const { title } = known(correction);
  const find = (x: Matrix, y: Matrix, z: Matrix | null): Found => {
    const [sx, sy] = [symbols(x), symbols(y)];
    const sz = z && symbols(z);
    const found = ofSymbols(sx, sy, sz, correction);
    const rows = found.local ?? ofSymbols(sx, sy, sz, "none").local!;
    const mean = rows.reduce((sum, value) => sum + value / x.n, 0);
    const squares = rows.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return withoutTraining({
      nats: found.nats,
      ceiling: found.ceiling,
      local: found.local,
      standardError: Math.sqrt(squares / (x.n - 1) / x.n),
      remarks: remarksOn(sx, sy, sz, x.n, correction),
    });
  };
  return {
    name: `discrete, ${title}`,
    guarantee: "none",
    estimate: async (x, y) => find(x, y, null),
    conditional: async (x, y, z) => find(x, y, z),
  };
}

/** I(X; Y | Z) of symbols, its ceiling, and the contribution of each row if the correction is a mean over rows. */
function ofSymbols(
  x: Symbols,
  y: Symbols,
  z: Symbols | null,
  correction: Correction,
): { nats: number; ceiling: number | null; local: Float64Array | null } {
  const { entropy, surprise, monotone } = corrections[correction];
  const [xz, yz] = z ? [pairs(x, z), pairs(y, z)] : [x, y];
  const Kz = z?.count ?? 1;
  const parts = [
    { of: xz, sign: 1, K: x.count * Kz },
    { of: yz, sign: 1, K: y.count * Kz },
    { of: pairs(xz, y), sign: -1, K: x.count * y.count * Kz },
    // Left out without z: not every correction gives a constant an entropy of exactly 0.
    ...(z ? [{ of: z, sign: -1, K: Kz }] : []),
  ].map((part) => ({ ...part, counts: countRows(part.of) }));
  const [hxz, hyz, hxyz, hz = 0] = parts.map(({ counts, K }) => entropy(counts, K));
  let local: Float64Array | null = null;
  if (surprise) {
    local = new Float64Array(x.codes.length);
    for (const { of, sign, counts } of parts) {
      const row = surprise(counts);
      const value = Float64Array.from(counts, (n) => sign * row(n));
      for (let i = 0; i < local.length; i++) local[i] += value[of.codes[i]];
    }
  }
  return {
    nats: hxz + hyz - hz - hxyz,
    ceiling: monotone ? Math.min(hxz, hyz) - hz : null,
    local,
  };
}

function known(correction: Correction) {
  if (!Object.hasOwn(corrections, correction)) {
    throw new RangeError(
      `discrete: correction must be one of ${Object.keys(corrections).join(", ")}, got ${correction}`,
    );
  }
  return corrections[correction];
}

/** Above this share of rows with a unique pair, the probabilities of pairs are hardly known. */
const MANY_ONCE = 0.2;

function remarksOn(x: Symbols, y: Symbols, z: Symbols | null, n: number, correction: Correction): Remark[] {
  const remarks: Remark[] = [];
  for (const [side, { count }] of [
    ["x", x],
    ["y", y],
  ] as const) {
    if (count > 0.9 * n) {
      remarks.push(remark("valuesLikeNumbers", { values: count, rows: n }, [{ side }]));
    }
  }
  const cells = countRows(z ? pairs(pairs(x, y), z) : pairs(x, y));
  const once = cells.reduce((rows, count) => rows + (count === 1 ? 1 : 0), 0);
  if (remarks.length === 0 && once > MANY_ONCE * n) {
    remarks.push(remark("rareCombinations", { share: once / n, plugIn: correction === "none" }));
  }
  return remarks;
}
