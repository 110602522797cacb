import { matrix } from "../rows/matrix.ts";
import type { Data } from "../types.ts";
import { type Correction, corrections } from "./corrections.ts";
import { countRows, pairs, symbols } from "./symbols.ts";

/** The divisor of I: an entropy, or a mean of both. */
export type Normaliser = "x" | "y" | "min" | "max" | "arithmetic" | "geometric" | "joint";

const normalisers: Readonly<Record<Normaliser, (hx: number, hy: number, joint: number) => number>> = {
  x: (hx) => hx,
  y: (_, hy) => hy,
  min: (hx, hy) => Math.min(hx, hy),
  max: (hx, hy) => Math.max(hx, hy),
  arithmetic: (hx, hy) => (hx + hy) / 2,
  geometric: (hx, hy) => Math.sqrt(hx * hy),
  joint: (_, __, joint) => joint,
};

/**
 * Mutual information of symbols as a share of an entropy: 0 for independence, 1 if one side is a function of the other.
 * With "y" it is 1 if y is a function of x (Theil's uncertainty coefficient), with "min" if either is a function of the
 * other, and with the rest if both are. Equal rows are one symbol.
 *
 *   I(X; Y) / H(Y),  / min(H(X), H(Y)),  / max,  / (H(X) + H(Y)) / 2,  / sqrt(H(X) H(Y)),  / H(X, Y)
 *
 * Between 0 and 1 for the plug-in entropies, `correction: "none"`. A correction may give less than 0.
 *
 * @param x rows [N, dx]
 * @param y rows [N, dy]
 * @throws TypeError for shapes that do not fit; RangeError for a constant side and for an unknown name
 */
export function normalisedMi(
  x: Data,
  y: Data,
  {
    by = "min",
    correction = "grassberger",
  }: { readonly by?: Normaliser; readonly correction?: Correction } = {},
): number {
  const left = symbols(matrix(x, "x"));
  const right = symbols(matrix(y, "y"));
  const n = left.codes.length;
  if (right.codes.length !== n)
    throw new TypeError(
      `normalisedMi: x and y must have the same number of rows, got ${n} and ${right.codes.length}`,
    );
  if (!Object.hasOwn(corrections, correction))
    throw new RangeError(
      `normalisedMi: correction must be one of ${Object.keys(corrections).join(", ")}, got ${correction}`,
    );
  if (!Object.hasOwn(normalisers, by))
    throw new RangeError(`normalisedMi: by must be one of ${Object.keys(normalisers).join(", ")}, got ${by}`);
  if (left.count === 1 || right.count === 1)
    throw new RangeError("normalisedMi: x and y must vary, got a constant, whose entropy is 0");
  const { entropy } = corrections[correction];
  const hx = entropy(countRows(left), left.count);
  const hy = entropy(countRows(right), right.count);
  const joint = entropy(countRows(pairs(left, right)), left.count * right.count);
  return (hx + hy - joint) / normalisers[by](hx, hy, joint);
}
