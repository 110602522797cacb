import { centred, orthogonal } from "../gaussian/orthogonal.ts";
import { inSlices } from "../progress/inSlices.ts";
import { normalScores } from "../rows/normalScores.ts";
import { oneHot } from "../rows/oneHot.ts";
import type { Context, Matrix } from "../types.ts";
import { localResiduals, MOST_LOCAL } from "./localResiduals.ts";

/** Smallest number of rows for each fitted term. */
const ROWS_A_TERM = 10;
/** Maximum number of terms: those of a quadratic function of twelve columns take seconds with 100,000 rows. */
const MOST_TERMS = 90;

/**
 * Residuals of each column [N, d] after least-squares regression on a quadratic function of z, and with up to three
 * given columns on a local linear one (`localResiduals`), scaled to deviation 1. For any f and g this keeps the
 * conditional information:
 *
 *   I(X; Y | Z) = I(X - f(Z); Y - g(Z) | Z)
 *
 * Nearest-neighbour estimators treat rows near in z as equal in z. Residuals vary less with z, so that treatment causes
 * less bias.
 *
 * A column is taken as it is or in normal scores, whichever z explains to a larger share. Scores suit long tails, and
 * the column as it is suits a function of z with even noise.
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
  const [raw, scores] = [centred(side), centred(normalScores(side))];
  const local = !z.categories && z.d <= MOST_LOCAL ? yield* localResiduals(z) : null;
  const out = side.data.slice();
  for (let j = 0; j < d; j++) {
    let [best, least] = [null as Float64Array | null, Number.POSITIVE_INFINITY];
    for (const column of [raw[j], scores[j]]) {
      const { units: rest, redundant } = yield* orthogonal([column], units);
      if (redundant.length > 0) {
        best = null;
        break;
      }
      const share = norm(subtracted(column, units)) / norm(column);
      const fitted = local ? local(rest[0]) : { left: rest[0], share: 1 };
      if (share * fitted.share < least) [best, least] = [fitted.left, share * fitted.share];
      yield j / d;
    }
    if (best === null) continue;
    const scale = Math.sqrt(n) / norm(best);
    for (let i = 0; i < n; i++) out[i * d + j] = scale * best[i];
  }
  return { data: out, n, d };
}

/** A column less its projection on orthonormal ones. */
function subtracted(column: Float64Array, units: readonly Float64Array[]): Float64Array {
  const out = column.slice();
  for (const unit of units) {
    const along = out.reduce((sum, value, i) => sum + value * unit[i], 0);
    for (let i = 0; i < out.length; i++) out[i] -= along * unit[i];
  }
  return out;
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

const norm = (column: Float64Array) => Math.sqrt(column.reduce((sum, value) => sum + value ** 2, 0));
