/** @module The facts that the rules of `auto` use. */
import { isCategories } from "../../discrete/isCategories.ts";
import { countRows, pairs, symbols } from "../../discrete/symbols.ts";
import { jointlyNormal } from "../../gaussian/jointlyNormal.ts";
import type { Check, Found, Matrix } from "../../types.ts";
import { hasAtoms } from "../atomwise.ts";
import { exceeds, SAID } from "./exceeds.ts";

/**
 * With this many columns a critic is trained too, since neighbours read low. A side of categories counts as one column.
 */
const MANY_COLUMNS = 4;
/** With more columns than this neighbours show almost nothing, and take half a minute. */
export const HOPELESS_COLUMNS = 20;
/** With this many rows a wide critic is not over-fitted at once. */
const MANY_ROWS = 4000;
/** Up to this many columns neighbours are near enough for ellipsoids to be fitted to them. */
const FEW_COLUMNS = 6;

/** The result of a rule's estimator. */
export interface Candidate extends Check {
  readonly found: Found;
}

/** The kinds of columns, and the results so far. */
export interface Facts {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
  /** Categories on both sides, on x alone or on y alone, or numbers on both. */
  readonly sides: "categories" | "x" | "y" | "numbers";
  readonly given: "nothing" | "categories" | "numbers";
  /** Whether a side of numbers has atoms. */
  readonly atoms: boolean;
  /** Columns of x and y, a side of categories counting as one. */
  readonly columns: number;
  /** Whether to train a critic. */
  readonly trains: boolean;
  /** Whether the columns' normal scores are jointly normal by their moments; only looked at before training. */
  readonly normal: boolean;
  /** x and y have at most six columns together. */
  readonly few: boolean;
  /** x and y have at most twenty columns together. */
  readonly hopeful: boolean;
  /** Many rows and many columns, which justify a wider critic. */
  readonly deep: boolean;
  /** Results so far, by the names of the rules. */
  readonly found: ReadonlyMap<string, Candidate>;
  /** Whether the work was stopped, so that later rules did not run. */
  readonly stopped: boolean;
}

/** Columns of a side, one for categories. */
const columnsOf = (side: Matrix, categories: boolean) => (categories ? 1 : side.d);

/** Whether there are so many columns that a critic is trained too. */
export const hasManyColumns = (x: Matrix, y: Matrix): boolean =>
  columnsOf(x, isCategories(x)) + columnsOf(y, isCategories(y)) >= MANY_COLUMNS;

/** The facts before any estimate. */
export function factsOf(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  { train, seed }: { train: boolean; seed: number },
): Facts {
  const [left, right] = [isCategories(x), isCategories(y)];
  const sides = left && right ? "categories" : left ? "x" : right ? "y" : "numbers";
  const columns = columnsOf(x, left) + columnsOf(y, right);
  const trains = train && z === null && sides !== "categories" && columns >= MANY_COLUMNS;
  return {
    ...{ x, y, z, sides, columns, trains },
    atoms: sides !== "categories" && hasAtoms(x, y),
    given: z === null ? "nothing" : isCategories(z) ? "categories" : "numbers",
    normal: trains && sides === "numbers" && jointlyNormal(x, y, seed),
    few: columns <= FEW_COLUMNS,
    hopeful: columns <= HOPELESS_COLUMNS,
    deep: x.n >= MANY_ROWS && columns >= FEW_COLUMNS,
    found: new Map(),
    stopped: false,
  };
}

/** Whether KSG came near its ceiling, where its cubes are mostly empty. */
export function nearCeiling({ found }: Facts): boolean {
  const neighbours = found.get("KSG on normal scores");
  return neighbours !== undefined && neighbours.nats > neighbours.found.ceiling! / 3;
}

/**
 * The neighbours within a category: 3, or 1 of many small categories, C > sqrt(N) / 2.
 *
 * A category has about k rows in its tails with neighbours only on one side, so the bias is about k C / 3N; the
 * standard deviation is about 1 / sqrt N and depends little on k. With C > sqrt(N) / 2 three neighbours have a bias
 * above half of it. For 200 categories of normals and 20,000 rows the bias is 0.010 with k = 3 and 0.004 with k = 1.
 */
export function rossNeighbours({ x, y, sides }: Facts): 1 | 3 {
  const side = sides === "x" ? x : y;
  return symbols(side).count > Math.sqrt(side.n) / 2 ? 1 : 3;
}

/** Smallest number of rows that coincide for neighbours to be counted among them. */
const COINCIDING = 3;
/** Share of the rows in smaller groups from which neighbours of other values move the estimate. */
const MANY_RARE = 0.05;

/** Whether few rows are in combinations of x, y and z that are too rare for Gao's neighbours. */
export function wellFilled({ x, y, z }: Facts): boolean {
  const both = pairs(symbols(x), symbols(y));
  const rows = countRows(z ? pairs(both, symbols(z)) : both);
  const rare = rows.reduce((sum, count) => sum + (count <= COINCIDING ? count : 0), 0);
  return rare < MANY_RARE * x.n;
}

/**
 * Neighbours for weak dependence. In 1,000 rows they miss some of a curved one: of 60 intervals 47 to 53 held the truth,
 * in 2,000 rows 56 to 60.
 */
export const MORE_NEIGHBOURS = 16;
const ROWS_FOR_MORE = 2000;

/**
 * Whether KSG is within four of its standard errors of zero, and there are rows for more neighbours.
 *
 * The standard deviation of KSG with k = 3 is about 0.9 / sqrt N however weak the dependence; that with 16 is less than
 * half of it. What the larger neighbourhoods miss is smaller than that. `auto` with 3 and with 16 neighbours, error and
 * standard deviation over 60 samples of 2,000 rows, in thousandths of a nat:
 *
 *     truth                     0         10         30
 *     y = a x + noise       3 ± 16     4 ± 17     3 ± 16
 *                           1 ±  7     0 ±  7     1 ±  8
 *     y = a x^2 + noise                1 ±  8    -1 ±  7
 *     y = a sin 4x + noise             1 ±  8     0 ±  9
 */
export function weakAmongNeighbours({ x, found }: Facts): boolean {
  const few = found.get("KSG on normal scores");
  return x.n >= ROWS_FOR_MORE && few !== undefined && few.nats < 4 * (few.standardError ?? 0);
}

/**
 * Whether no critic needs to be trained, because the Gaussian explains the dependence: the columns are jointly normal by
 * their moments, and neighbours, where they can be used, found no more than the Gaussian.
 */
export function momentsHold({ normal, found }: Facts): boolean {
  const [near, copula] = [found.get("KSG on normal scores"), found.get("Gaussian copula")];
  return normal && copula !== undefined && (near === undefined || !exceeds(near, copula, SAID));
}

/** Whether to train a critic on numbers; of normal ones that is known once a quick candidate is there. */
export const trainsOnNumbers = (facts: Facts): boolean =>
  facts.trains && !(facts.normal && facts.found.size === 0) && !momentsHold(facts);

/** Whether the critic on top of the Gaussian was fully trained. */
export const criticDone = ({ found, stopped }: Facts): boolean => !stopped && found.has("MINE on a Gaussian");

/** Held-out cost of fitting dx x dy products, in the joint and in the partition term, in nats. */
const costOfFit = ({ x, y }: Facts) => (3 * x.d * y.d) / x.n;

/**
 * Whether fitting the Gaussian costs so much that a critic on top of it proves little: it over-fits as well, and
 * `gaussianHolds` allows for as much.
 */
export const costlyGaussian = (facts: Facts): boolean => costOfFit(facts) > 0.02;

/**
 * Whether the Gaussian explains the dependence: the trained critic gained nothing on held-out rows, and the Gaussian's
 * value agrees with its held-out value, up to the cost of the fit and noise.
 */
export function gaussianHolds(facts: Facts): boolean {
  const { found } = facts;
  const [trained, copula] = [found.get("MINE on a Gaussian"), found.get("Gaussian copula")];
  if (!criticDone(facts) || !trained || !copula) return false;
  const { gain } = trained.found;
  if (gain !== undefined && gain.nats > Math.max(0.01, 2 * gain.standardError)) return false;
  const error = copula.standardError ?? 0;
  return (
    copula.nats - trained.nats < costOfFit(facts) + 3 * Math.hypot(error, trained.standardError ?? error)
  );
}
