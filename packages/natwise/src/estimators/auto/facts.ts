/** @module The facts that the rules of `auto` use. */
import { isCategories } from "../../discrete/isCategories.ts";
import type { Check, Found, Matrix } from "../../types.ts";

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
  /** Columns of x and y, a side of categories counting as one. */
  readonly columns: number;
  /** Whether to train a critic. */
  readonly trains: boolean;
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

/** The facts before any estimate. */
export function factsOf(x: Matrix, y: Matrix, z: Matrix | null, { train }: { train: boolean }): Facts {
  const [left, right] = [isCategories(x), isCategories(y)];
  const sides = left && right ? "categories" : left ? "x" : right ? "y" : "numbers";
  const columns = (left ? 1 : x.d) + (right ? 1 : y.d);
  return {
    ...{ x, y, z, sides, columns },
    given: z === null ? "nothing" : isCategories(z) ? "categories" : "numbers",
    trains: train && z === null && sides !== "categories" && columns >= MANY_COLUMNS,
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
