import { centred, orthogonal } from "../gaussian/orthogonal.ts";
import { inSlices } from "../progress/inSlices.ts";
import { oneHot } from "../rows/oneHot.ts";
import type { Context, Matrix } from "../types.ts";

/** Smallest number of rows for each fitted term. */
const ROWS_A_TERM = 10;
/** Maximum number of terms: those of a quadratic function of twelve columns take seconds with 100,000 rows. */
const MOST_TERMS = 90;

/**
 * Residuals of each column [N, d] after least-squares regression on a quadratic function of z, scaled to deviation 1.
 * For any f and g this keeps the conditional information:
 *
 *   I(X; Y | Z) = I(X - f(Z); Y - g(Z) | Z)
 *
 * Nearest-neighbour estimators treat rows near in z as equal in z. Residuals vary less with z, so that treatment causes
 * less bias.
 *
 * The function is linear if N is less than ten times the number of quadratic terms, or these are more than 90. Nothing
 * is subtracted if N is less than ten times the number of linear terms. A column that z determines is not changed, nor
 * is a side of categories; categories in z count as 0/1 columns.
 *
 * O(N d terms + N terms^2) time.
 */
export function residuals(side: Matrix, z: Matrix, { signal }: Pick<Context, "signal">): Promise<Matrix> {
  return inSlices(leftOver(side, z), { signal }, "regression on the given columns");
}

function* leftOver(side: Matrix, z: Matrix): Generator<number, Matrix> {
  if (side.categories) return side;
  const { n, d } = side;
  const linear = centred(z.categories ? oneHot(z, { redundant: false }).rows : z);
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

/** Centred products of any two columns, squares included. */
function squares(columns: readonly Float64Array[]): Float64Array[] {
  const n = columns[0].length;
  return columns.flatMap((a, i) =>
    columns.slice(i).flatMap((b) => {
      const product = a.map((value, row) => value * b[row]);
      return centred({ data: product, n, d: 1 });
    }),
  );
}
