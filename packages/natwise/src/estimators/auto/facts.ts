/** @module What the rules of `auto` go by. */
import { isCategories } from "../../discrete/isCategories.ts";
import type { Check, Found, Matrix } from "../../types.ts";

/** From so many columns together a critic is trained too: neighbours read low there. Categories count as one. */
const MANY_COLUMNS = 4;
/** From so many columns together neighbours tell next to nothing, and take half a minute. */
export const HOPELESS_COLUMNS = 20;
/** From so many rows on a wide critic is not over-fitted at once. */
const MANY_ROWS = 4000;
/** Up to so many columns together neighbours are near, and ellipsoids can be fitted to them. */
const FEW_COLUMNS = 6;

/** What an estimator found that a rule asked for. */
export interface Candidate extends Check {
  readonly found: Found;
}

/** What is known about the columns, and what was found so far. */
export interface Facts {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
  /** Of x and y: categories on both sides, on x alone, on y alone, or numbers on both. */
  readonly sides: "categories" | "x" | "y" | "numbers";
  readonly given: "nothing" | "categories" | "numbers";
  /** Columns of x and y, a side of categories counting as one. */
  readonly columns: number;
  /** Whether a critic is trained. */
  readonly trains: boolean;
  /** Up to six columns of x and y. */
  readonly few: boolean;
  /** Twenty columns of x and y, or fewer. */
  readonly hopeful: boolean;
  /** Many rows of many columns: worth a wider critic. */
  readonly deep: boolean;
  /** What rules have found so far, by their names. */
  readonly found: ReadonlyMap<string, Candidate>;
  /** Whether the work was stopped: what is found then was not checked by all that follows. */
  readonly stopped: boolean;
}

/** What is known before anything is estimated. */
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

/** Whether KSG came so near its ceiling that its cubes hold mostly empty space. */
export function nearCeiling({ found }: Facts): boolean {
  const neighbours = found.get("KSG on normal scores");
  return neighbours !== undefined && neighbours.nats > neighbours.found.ceiling! / 3;
}

/** Whether the critic on top of the Gaussian was trained to its end. */
export const criticDone = ({ found, stopped }: Facts): boolean => !stopped && found.has("MINE on a Gaussian");

/**
 * Whether that critic, done, found nothing further on rows it had not seen, and the Gaussian's value on all rows is what its
 * fit to some of them gives on the others, cost and noise aside.
 */
export function gaussianHolds(facts: Facts): boolean {
  const { x, y, found } = facts;
  const [trained, copula] = [found.get("MINE on a Gaussian"), found.get("Gaussian copula")];
  if (!criticDone(facts) || !trained || !copula) return false;
  const { gain } = trained.found;
  if (gain !== undefined && gain.nats > Math.max(0.01, 2 * gain.standardError)) return false;
  // What the fit of dx x dy products costs on rows it has not seen, in the joint and in the partition term.
  const cost = (3 * x.d * y.d) / x.n;
  const error = copula.standardError ?? 0;
  return copula.nats - trained.nats < cost + 3 * Math.hypot(error, trained.standardError ?? error);
}
