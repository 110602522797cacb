import { subProgress } from "../progress/subProgress.ts";
import { type Remark, remark } from "../remarks.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import type { Context, Matrix } from "../types.ts";
import { inflationBetween, inflationLimit } from "./autocorrelationInflation.ts";
import type { Comparison } from "./comparison.ts";
import { type Compared, conclusion } from "./conclusion.ts";
import { countComparison } from "./countComparison.ts";
import { gridCells, gridComparison } from "./gridComparison.ts";
import { independenceStatistics } from "./independenceStatistics.ts";
import { neighbourComparison } from "./neighbourComparison.ts";
import { seriesComparison } from "./seriesComparison.ts";
import { sharedComparison } from "./sharedComparison.ts";
import { type Side, side } from "./side.ts";
import { circularShift, type Surrogate, shiftMargin, shuffled, tooFewTurns } from "./surrogates.ts";
import { type Statistics, type SurrogateValues, surrogateValues } from "./surrogateValues.ts";
import { withoutCopies } from "./withoutCopies.ts";

export interface IndependenceTest {
  /** Null if no surrogates can be made; a remark says why. */
  readonly pValue: number | null;
  readonly remarks: readonly Remark[];
  /** Name of the surrogate; null without a p-value. */
  readonly surrogate: string | null;
  /** Name of the statistic; null without a p-value. */
  readonly statistic: string | null;
  /** The statistic of the data and of the surrogates; null without a p-value. */
  readonly compared: Compared | null;
  /** Number of surrogates whose statistic was at least that of the data. */
  readonly exceedances: number;
  /** Number of surrogates drawn: fewer than asked for after an early stop, or if a series has fewer shifts. */
  readonly permutations: number;
  /** The statistic less its mean over the surrogates, in nats; null if it was not computed. */
  readonly excess: number | null;
  /** The factor of `autocorrelationInflation`: 1 for independent rows. */
  readonly inflation: number;
  /** All computed values, for `joinTests`; null without a p-value. */
  readonly values: SurrogateValues | null;
  /** Number of rows used. */
  readonly rows: number;
  /** Number of rows left out as copies of other rows. */
  readonly copies: number;
}

export interface IndependenceTestOptions {
  readonly permutations?: number;
  /** Number of the first surrogate; surrogate b depends only on the seed and b. */
  readonly first?: number;
  /** A test with a single statistic stops after this many exceedances, see `permutationPValue`. */
  readonly maxExceedances?: number;
  /** Whether rows follow one another in time. */
  readonly series?: boolean;
  readonly context: Context;
}

/**
 * Permutation test of independence of x and y, or of conditional independence given z. The statistic does not depend on
 * the estimator; `independenceStatistics` lists which one is used. The test is exact if under the null hypothesis all
 * orders of the surrogate are as probable as the observed one.
 *
 * Repeated rows of numbers count once (`withoutCopies`), since shuffling separates copies and would call them
 * dependent.
 *
 * Given numbers, x and y are replaced by their `residuals`: rows near in z are not equal in it, and the rest of the
 * dependence on z would look like dependence given z.
 *
 * Series of numbers have surrogates by an autoregression (`seriesComparison`); if a column drifts, only innovations are
 * compared, and a remark says so. Series of categories are shifted. Given categories, a series is shuffled within
 * groups, as if its rows were independent.
 *
 * Autocorrelated rows that are not declared a series get a remark.
 *
 * @param x rows [N, dx], standardised
 * @param y rows [N, dy], standardised
 * @param z given rows [N, dz], or null
 */
export async function independenceTest(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  options: IndependenceTestOptions,
): Promise<IndependenceTest> {
  return (await independenceTests([x], y, z, options))[0];
}

/** `independenceTest` of each x with y: the same results at a lower cost, since all share y's surrogates. */
export async function independenceTests(
  xs: readonly Matrix[],
  y: Matrix,
  z: Matrix | null,
  { permutations = 199, first, maxExceedances, series = false, context }: IndependenceTestOptions,
): Promise<IndependenceTest[]> {
  const [right, fixed] = [side(y), z && side(z)];
  const options = { permutations, first, maxExceedances, series, context };
  const found: IndependenceTest[] = new Array(xs.length);
  const together: { at: number; x: Side }[] = [];
  for (const [at, rows] of xs.entries()) {
    const x = side(rows);
    // A category repeats with many values of the other side.
    const kept =
      series || x.categories || right.categories
        ? null
        : withoutCopies([right.symbols, x.symbols, ...(fixed ? [fixed.symbols] : [])], [0, 1]);
    if (kept === null) together.push({ at, x });
    else {
      const different = (matrix: Matrix) => side(rowsAt(matrix, kept));
      const [tested] = await testSides([different(rows)], different(y), z && different(z), options);
      found[at] = { ...tested, copies: rows.n - kept.length };
    }
  }
  const tested = await testSides(
    together.map(({ x }) => x),
    right,
    fixed,
    options,
  );
  for (const [i, { at }] of together.entries()) found[at] = tested[i];
  return found;
}

type Asked = IndependenceTestOptions & { readonly permutations: number; readonly series: boolean };

async function testSides(
  xs: readonly Side[],
  y: Side,
  z: Side | null,
  { series, maxExceedances, context, ...drawing }: Asked,
): Promise<IndependenceTest[]> {
  const { n } = y.rows;
  const why = series ? tooFewTurns(n) : null;
  /** Groups of x that share surrogates of y. */
  const groups = new Map<string, { comparison: Comparison<unknown>; members: Member[] }>();
  const found: IndependenceTest[] = [];
  for (const [at, x] of xs.entries()) {
    const { factor, lag } = inflationBetween(x.autocorrelations(), y.autocorrelations());
    found.push({
      ...{ pValue: null, surrogate: null, statistic: null, compared: null, values: null, excess: null },
      ...{ exceedances: 0, permutations: 0, rows: 0, copies: 0, inflation: factor },
      remarks: [...ofTime(n, { factor, series, z }), ...(why === null ? [] : [why])],
    });
    const { name } = statisticFor(x, y, z);
    // A series too short for surrogates has only the statistic of the grid.
    if (why !== null && name !== "grid") continue;
    // The cells of y on a grid, or the columns of x.
    const size =
      name === "grid" ? (y.categories ? "any" : gridCells(x)) : name === "counts" ? "any" : x.rows.d;
    // Without surrogates the grid's statistic takes no model of the series.
    const modelled = series && why === null && isModelled(x, y, z);
    const lags = modelled ? "modelled" : series ? `lag ${lag}` : "no lag";
    const key = `${name}, ${size}, ${lags}`;
    const group = groups.get(key) ?? {
      comparison: modelled
        ? await seriesComparison(y, z, { grid: name === "grid", columns: x.rows.d, context })
        : await comparisonFor(name, x, y, z, { series, lag, context }),
      members: [],
    };
    groups.set(key, group);
    const member = await group.comparison.of(x);
    const { drifting = [] } = member;
    if (drifting.length > 0)
      found[at] = { ...found[at], remarks: [...found[at].remarks, remark("notStationary", {}, drifting)] };
    group.members.push({ at, ...member });
  }
  let done = 0;
  for (const { comparison, members } of groups.values()) {
    const share = members.length / xs.length;
    const drawn = await surrogateValues(
      members.map(({ statistics }) => statistics),
      comparison,
      { ...drawing, maxExceedances, context: subProgress(context, done, done + share) },
    );
    done += share;
    for (const [i, { at, name }] of members.entries()) {
      const { excess, ...said } = conclusion([drawn[i]], { maxExceedances });
      const { surrogate, rows: ordered, tested: rows = ordered } = comparison;
      const test = { ...said, surrogate: surrogate.name, statistic: name, rows };
      found[at] = { ...found[at], excess, ...(why === null && test) };
    }
  }
  return found;
}

/** Whether the surrogates of a series are those of its autoregression: numbers on both sides, not within groups. */
const isModelled = (x: Side, y: Side, z: Side | null) =>
  !x.categories && !y.categories && z?.categories !== true;

/** The statistics of one x, and the index of its result. */
interface Member {
  readonly at: number;
  readonly name: string;
  readonly statistics: Statistics<unknown>;
}

async function comparisonFor(
  name: (typeof independenceStatistics)[number]["name"],
  x: Side,
  y: Side,
  z: Side | null,
  { series, lag, context }: { readonly series: boolean; readonly lag: number; readonly context: Context },
): Promise<Comparison<unknown>> {
  const free = (n: number): Surrogate => {
    if (!series) return shuffled();
    // A short series has too few shifts.
    return tooFewTurns(n) === null
      ? circularShift({ margin: shiftMargin(n, lag) })
      : { ...shuffled(), orders: () => 0 };
  };
  if (name === "grid") return gridComparison(y, gridCells(x), free(y.rows.n));
  if (name === "counts") return countComparison(y, z!);
  if (name === "shared neighbours") return sharedComparison(y, { columns: x.rows.d, context });
  return neighbourComparison(y, z, { columns: x.rows.d, free, series, context });
}

function statisticFor(x: Side, y: Side, z: Side | null) {
  const of = ({ categories, rows }: Side) => ({ categories, single: categories || rows.d === 1 });
  const columns = { x: of(x), y: of(y), z: z && (z.categories ? "categories" : "numbers") } as const;
  return independenceStatistics.find(({ applies }) => applies(columns))!;
}

/** Remarks on autocorrelated rows. */
function ofTime(
  n: number,
  { factor, series, z }: { readonly factor: number; readonly series: boolean; readonly z: Side | null },
): Remark[] {
  if (!(factor > inflationLimit)) return [];
  if (!series) {
    return [remark("neighbouringRowsAlike", { independent: n / factor })];
  }
  return z?.categories ? [remark("seriesWithinGroups")] : [];
}
