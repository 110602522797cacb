import { centred, orthogonal } from "../gaussian/orthogonal.ts";
import { inSlices } from "../progress/inSlices.ts";
import type { Context, Matrix } from "../types.ts";

/** Rows for each term that is fitted, at the least. */
const ROWS_A_TERM = 10;
/** Terms at the most: those of a quadratic function of twelve columns take seconds with 100,000 rows. */
const MOST_TERMS = 90;

/**
 * What a quadratic function of z, fitted by least squares, leaves of each column [N, d], each of deviation 1. Given z nothing
 * is lost or won by it, whatever is subtracted:
 *
 *   I(X; Y | Z) = I(X - f(Z); Y - g(Z) | Z)
 *
 * but what rows that are only near in z share through z is smaller: neighbours take them as equal in z, and would count it.
 *
 * The function is linear where N is less than ten times the terms of a quadratic one, or these are more than 90, and there is
 * none for less than ten times those of a linear one. A column that z determines stays as it is.
 *
 * O(N d terms + N terms^2) time.
 */
export function residuals(side: Matrix, z: Matrix, { signal }: Pick<Context, "signal">): Promise<Matrix> {
  return inSlices(leftOver(side, z), { signal }, "what columns held fixed explain");
}

function* leftOver(side: Matrix, z: Matrix): Generator<number, Matrix> {
  const { n, d } = side;
  const linear = centred(z);
  const most = Math.min(MOST_TERMS, n / ROWS_A_TERM);
  if (linear.length > most) return side;
  const quadratic = linear.length + (linear.length * (linear.length + 1)) / 2;
  const terms = quadratic > most ? linear : [...linear, ...squares(linear)];
  const { units } = yield* orthogonal(terms, []);
  const out = side.data.slice();
  for (const [j, column] of centred(side).entries()) {
    const left = yield* orthogonal([column], units);
    if (left.redundant.length > 0) continue;
    const scale = Math.sqrt(n);
    for (let i = 0; i < n; i++) out[i * d + j] = scale * left.units[0][i];
  }
  return { data: out, n, d };
}

/** Products of two columns, centred: squares too. */
function squares(columns: readonly Float64Array[]): Float64Array[] {
  const n = columns[0].length;
  return columns.flatMap((a, i) =>
    columns.slice(i).flatMap((b) => {
      const product = a.map((value, row) => value * b[row]);
      return centred({ data: product, n, d: 1 });
    }),
  );
}
