import { isCategories } from "../discrete/isCategories.ts";
import { symbols } from "../discrete/symbols.ts";
import { gaussianCopula } from "../gaussian/gaussianCopula.ts";
import { gao } from "../neighbours/gao.ts";
import { ksg } from "../neighbours/ksg.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { autocorrelationInflation, inflationLimit } from "./autocorrelationInflation.ts";
import { gridTest } from "./gridTest.ts";
import { localPermutation } from "./localPermutation.ts";
import { type Compared, permutationTest } from "./permutationTest.ts";
import { residuals } from "./residuals.ts";
import { someRows } from "./someRows.ts";
import {
  circularShift,
  type Surrogate,
  shiftMargin,
  shuffled,
  tooFewTurns,
  withinGroups,
} from "./surrogates.ts";
import { withoutCopies } from "./withoutCopies.ts";

/** Rows a test by neighbours looks at, at the most and with many columns: its surrogates cost an estimate each. */
const MOST_ROWS = 2000;
const FEWEST_ROWS = 500;
/** Rows times columns: beyond some four columns a search for neighbours looks at nearly all rows. */
const MOST_VALUES = 8000;

export interface IndependenceTest {
  /** Null where no surrogates can be made; a warning says why. */
  readonly pValue: number | null;
  readonly warnings: readonly string[];
  /** What the data were compared with; null without a p-value. */
  readonly surrogate: string | null;
  /** What was compared; null without a p-value. */
  readonly statistic: string | null;
  /** The statistic of the data and of the surrogates; null without a p-value. */
  readonly compared: Compared | null;
  /** Rows looked at. */
  readonly rows: number;
  /** Rows left out because they repeat another one in all columns. */
  readonly copies: number;
}

/**
 * Whether x and y, or x and y given z, are dependent at all: a p-value with a statistic of its own, whichever estimator
 * says how much it is. The same for all of them, and exact where the surrogates' orders are as probable as the order met.
 *
 * - two columns, or categories: their counts on a grid of ranks (`gridTest`), all rows
 * - several columns of numbers: nearest neighbours or normal scores, whichever says more (`permutationTest` with `ksg` and
 *   `gaussianCopula`): neighbours see any dependence but a weak one in many columns, which scores see if it is monotone
 * - categories beside several columns, or columns held fixed: nearest neighbours (`ksg` or `gao`)
 *
 * Rows of numbers that stand twice are taken once (`withoutCopies`): no shuffle would bring copies together again.
 *
 * All but the grid look at 2,000 rows at the most, drawn at random, or a stretch of a series.
 *
 * Surrogates: shuffled rows; circular shifts of a series; with columns held fixed shuffles among equal or near rows of z.
 * Rows near in z are not equal in it: of numbers, what a quadratic function of z explains is subtracted first
 * (`residuals`), or what they share through z would be found. What is left of a series is shifted too, which takes it for
 * independent of z; with categories held fixed a series is shuffled within them, as if its rows were independent.
 *
 * Where rows resemble their neighbours, as those of a series do, and nobody said so, that is a warning.
 *
 * @param x rows [N, dx], standardised
 * @param y rows [N, dy], standardised
 * @param z rows [N, dz] held fixed, or null
 */
export async function independenceTest(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  {
    permutations = 199,
    series = false,
    context,
  }: { readonly permutations?: number; readonly series?: boolean; readonly context: Context },
): Promise<IndependenceTest> {
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new RangeError(`permutations: must be a whole number above 0, got ${permutations}`);
  }
  const kept = series ? null : withoutCopies({ x, y, z });
  if (kept) {
    const different = (side: Matrix) => rowsAt(side, kept);
    const tested = await independenceTest(different(x), different(y), z && different(z), {
      ...{ permutations, context },
    });
    return { ...tested, copies: x.n - kept.length };
  }
  const remembered = autocorrelationInflation(x, y);
  const depends = remembered.factor > inflationLimit;
  const warnings = depends && !series ? [resemblance(x.n / remembered.factor)] : [];
  const grouped = z !== null && isCategories(z);
  if (grouped && series && depends) {
    warnings.push(
      "With categories held fixed the p-value takes rows as independent, and these resemble their neighbours: it is too small.",
    );
  }
  const categories = { x: isCategories(x), y: isCategories(y) };
  const why = series ? tooFewTurns(x.n) : null;
  if (why !== null) {
    const none = { pValue: null, surrogate: null, statistic: null, compared: null };
    return { ...none, warnings: [...warnings, why], rows: 0, copies: 0 };
  }
  const strangers = (n: number): Surrogate =>
    series ? circularShift({ margin: shiftMargin(n, remembered.lag) }) : shuffled();
  const one = (side: Matrix, plain: boolean) => (plain ? codes(side) : side.d === 1 ? side : null);
  const [a, b] = [one(x, categories.x), one(y, categories.y)];
  if (a && b && !z) {
    const surrogate = strangers(x.n);
    const { pValue, compared } = await gridTest(a, b, { surrogate, permutations, context });
    return {
      pValue,
      warnings,
      surrogate: surrogate.name,
      statistic: "information on a grid of ranks",
      compared,
      ...{ rows: x.n, copies: 0 },
    };
  }
  const most = Math.round(MOST_VALUES / (x.d + y.d + (z?.d ?? 0)));
  const rows = someRows(x.n, Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, most)), series, context.seed);
  const some = (side: Matrix) => (rows ? rowsAt(side, rows) : side);
  const fixed = z && some(z);
  // Groups of equal rows of z leave nothing to subtract from x and y.
  const near = fixed !== null && !grouped;
  const surrogate = grouped
    ? withinGroups(some(z))
    : near && !series
      ? localPermutation(fixed)
      : strangers(rows?.length ?? x.n);
  const beyond = async (side: Matrix, plain: boolean) =>
    near && !plain ? residuals(side, fixed, context) : side;
  const [u, v] = [await beyond(some(x), categories.x), await beyond(some(y), categories.y)];
  const scores = z || categories.x || categories.y ? [] : await applicable(gaussianCopula(), u, v, context);
  const estimators = [categories.x || categories.y ? gao() : ksg(), ...scores];
  const { pValue, compared } = await permutationTest(u, v, {
    estimators,
    ...{ given: fixed ?? undefined, surrogate, permutations, context },
  });
  const names = estimators.map(({ name }) => name).join(" or ");
  const statistic = near ? `${names} of what the columns held fixed leave` : names;
  return { pValue, warnings, surrogate: surrogate.name, statistic, compared, rows: u.n, copies: 0 };
}

/** The estimator, unless these rows are nothing for it: too few, or of sides that determine one another. */
async function applicable(
  estimator: Estimator,
  x: Matrix,
  y: Matrix,
  context: Context,
): Promise<Estimator[]> {
  try {
    await estimator.estimate(x, y, { ...context, onProgress: undefined });
    return [estimator];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** What to say of rows that are like their neighbours, as in a series. */
function resemblance(independent: number): string {
  return `Neighbouring rows resemble each other (as much as ${Math.floor(independent).toLocaleString("en")} independent rows would tell). In a sorted file that does no harm; if rows follow one another in time, the p-value is too small and the interval too narrow: say that it is a series (series: true).`;
}

/** Symbols as one column of numbers. */
function codes(side: Matrix): Matrix {
  return { data: Float64Array.from(symbols(side).codes), n: side.n, d: 1 };
}
