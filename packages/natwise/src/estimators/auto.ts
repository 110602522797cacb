/** @module The estimator for those who do not want to choose one: it looks at the data first, and says what it did. */

import { mine } from "../bounds/mine.ts";
import { concat } from "../critics/concat.ts";
import { onGaussian } from "../critics/onGaussian.ts";
import { discrete } from "../discrete/discrete.ts";
import { isCategories } from "../discrete/isCategories.ts";
import { countRows, symbols } from "../discrete/symbols.ts";
import { gaussianCopula } from "../gaussian/gaussianCopula.ts";
import { gaussianWithinGroups } from "../gaussian/gaussianWithinGroups.ts";
import { linearlyDetermined } from "../gaussian/linearlyDetermined.ts";
import { intervalAndTest } from "../inference/intervalAndTest.ts";
import type { Again } from "../inference/intervalOf.ts";
import { rankCells } from "../inference/rankCells.ts";
import { residuals } from "../inference/residuals.ts";
import { withoutCopies } from "../inference/withoutCopies.ts";
import { gao } from "../neighbours/gao.ts";
import { geometricKnn } from "../neighbours/geometricKnn.ts";
import { ksg } from "../neighbours/ksg.ts";
import { ross } from "../neighbours/ross.ts";
import { inSlices } from "../progress/inSlices.ts";
import { notInTime, orNullWhenStopped } from "../progress/orNullWhenStopped.ts";
import { subProgress } from "../progress/subProgress.ts";
import { type Remark, remark } from "../remarks.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import { normalCdf } from "../special/normalCdf.ts";
import type { Check, Context, Estimator, Found, Matrix } from "../types.ts";
import { neural } from "./neural.ts";

export interface AutoOptions {
  /** Whether a critic may be trained where neighbours are not enough: takes ten to sixty seconds. */
  readonly train?: boolean;
  /** Of the interval; null for none. */
  readonly level?: number | null;
  /** Surrogates of the test; 0 for no p-value. */
  readonly permutations?: number;
  /** Whether rows follow one another in time: surrogates and parts of the rows then keep their order. */
  readonly series?: boolean;
}

/** From so many columns together a critic is trained too: neighbours read low there. Categories count as one. */
const MANY_COLUMNS = 4;
/** From so many columns together neighbours tell next to nothing, and take half a minute. */
const HOPELESS_COLUMNS = 20;
/** From so many rows on a wide critic is not over-fitted at once. */
const MANY_ROWS = 4000;
/** Up to so many columns together neighbours are near, and ellipsoids can be fitted to them. */
const FEW_COLUMNS = 6;

/**
 * Chooses by what the columns are, checks with an estimator of another family, and reports one number with its interval,
 * its p-value, why it was chosen and what could be wrong.
 *
 * - categories on both sides: counts (`discrete`)
 * - categories on one side: neighbours within and across them (`ross`)
 * - numbers: normal scores first, which keeps the information and takes outliers and units away. Then nearest neighbours
 *   (`ksg`; `geometricKnn` where KSG comes near its ceiling), the Gaussian copula, for two and more columns a side
 *   neighbours of the distances from the centre alone, in normal scores and in those of heavier tails, and from four
 *   columns on a critic trained on top of the Gaussian (`onGaussian`). All but sampling and the Gaussian's idealisation
 *   make these read low, so the largest that is so beyond its error is reported.
 *
 * Rows of numbers that stand twice count once, unless they are a series.
 *
 * With columns held fixed: `discrete`, `gao` or `ksg` by the same rule, and beside `ksg` the Gaussian copula, within the
 * groups where what is held fixed is of categories.
 */
export function auto({
  train = true,
  level = 0.95,
  permutations = 199,
  series = false,
}: AutoOptions = {}): Estimator {
  const options = { train, level, permutations, series };
  return {
    name: "auto",
    guarantee: "none",
    estimate: (x, y, context) => find(x, y, null, context, options),
    conditional: (x, y, z, context) => find(x, y, z, context, options),
  };
}

/** A number that may be reported, and what is needed to find its interval. */
interface Candidate extends Check {
  readonly found: Found;
  /** Why it may be the one to report; null where it only stands beside another. */
  readonly reason: string | null;
  /** For its interval and test; null where that would take too long. */
  readonly again: Again | null;
}

async function find(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  context: Context,
  options: Required<AutoOptions>,
): Promise<Found> {
  const { train, level, permutations, series } = options;
  const kept = series ? null : withoutCopies({ x, y, z });
  if (kept) {
    const different = (side: Matrix) => rowsAt(side, kept);
    const found = await find(different(x), different(y), z && different(z), context, options);
    const copies = remark("copiesCountedOnce", { copies: x.n - kept.length, rows: x.n });
    return { ...found, local: null, remarks: [copies, ...found.remarks] };
  }
  const categories = { x: isCategories(x), y: isCategories(y), z: z === null || isCategories(z) };
  const columns = (categories.x ? 1 : x.d) + (categories.y ? 1 : y.d);
  const trains = train && z === null && !(categories.x && categories.y) && columns >= MANY_COLUMNS;
  const share = trains ? 0.8 : 0.5;
  const first = subProgress(context, 0, share);
  const determined =
    categories.x || categories.y
      ? null
      : await inSlices(linearlyDetermined(x, y, z), { signal: context.signal }, "auto");
  const tried = z
    ? await heldFixed(x, y, z, categories, first)
    : categories.x && categories.y
      ? await ofCategories(x, y, first)
      : categories.x || categories.y
        ? await ofMixtures(x, y, categories, first, trains)
        : await ofNumbers(x, y, first, trains);
  const candidates = tried.filter((one) => one !== null && typeof one !== "string");
  const stopped = tried.filter((one) => typeof one === "string");
  // Only work that was stopped leaves nothing to choose from; what it leaves was not compared with all.
  if (candidates.length === 0) context.signal?.throwIfAborted();
  const late = context.signal?.aborted === true;
  const best = choose(candidates);
  const { interval, pValue, remarks, missing } = await intervalAndTest(best.found, best.again, {
    rows: { x, y, z },
    ...{ level, permutations, series, context: subProgress(context, share, 1) },
  });
  const checks = candidates
    .filter((one) => one !== best)
    .map(({ estimator, nats, standardError }) => ({ estimator, nats, standardError }));
  return {
    ...best.found,
    estimator: best.estimator,
    reason: late
      ? "what was found by the time the work was stopped, not compared with all there is"
      : best.reason,
    checks,
    interval,
    pValue,
    remarks: [
      ...(determined === null
        ? [
            ...best.found.remarks,
            ...disagreement(best, candidates),
            ...shortOf(best.found, columns, x.n),
            ...(z && categories.z ? smallGroups(z, categories) : []),
          ]
        : [infinite(determined, x.n)]),
      ...candidates.flatMap((one) => (late && one !== best ? cutShort(one.found) : [])),
      ...remarks,
      ...notInTime([...stopped, ...missing]),
    ],
  };
}

/** A candidate; the name of one that was stopped; null for data that are nothing for its estimator. */
type Tried = Candidate | string | null;

async function candidate(
  estimator: Estimator,
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  context: Context,
  { name = estimator.name, reason, again = true }: { name?: string; reason: string | null; again?: boolean },
): Promise<Candidate | string> {
  const found = await orNullWhenStopped(context, () =>
    z ? estimator.conditional!(x, y, z, context) : estimator.estimate(x, y, context),
  );
  if (found === null) return name;
  return {
    estimator: name,
    nats: found.nats,
    standardError: found.standardError,
    found,
    reason,
    again: again ? { estimator, x, y, z } : null,
  };
}

async function ofCategories(x: Matrix, y: Matrix, context: Context): Promise<Tried[]> {
  return [
    await candidate(discrete(), x, y, null, context, {
      reason: "both sides are categories: their counts tell all",
    }),
    await candidate(gao(), x, y, null, context, { reason: null }),
  ];
}

async function ofMixtures(
  x: Matrix,
  y: Matrix,
  categories: { x: boolean; y: boolean },
  context: Context,
  trains: boolean,
): Promise<Tried[]> {
  const numbers = categories.x ? y : x;
  const scores = normalScores(numbers, { random: random(context.seed, 40) });
  const [a, b] = categories.x ? [x, scores] : [scores, y];
  const reason = `${categories.x ? "x" : "y"} is made of categories, ${categories.x ? "y" : "x"} of numbers`;
  const found = [
    await candidate(
      ross({ discrete: categories.x ? "x" : "y" }),
      a,
      b,
      null,
      subProgress(context, 0, trains ? 0.2 : 0.8),
      {
        name: "Ross on normal scores",
        reason: `${reason}: neighbours within and across the categories`,
      },
    ),
  ];
  if (trains) {
    found.push(
      await candidate(neural({ bound: mine() }), a, b, null, subProgress(context, 0.2, 1), {
        reason: `${reason}, too many of them for neighbours`,
        again: false,
      }),
    );
  } else if (numbers.d === 1) {
    const { codes } = rankCells(numbers.data, Math.max(3, Math.min(20, Math.round(numbers.n ** (1 / 3)))));
    const cells: Matrix = { data: Float64Array.from(codes), n: numbers.n, d: 1 };
    const [c, e] = categories.x ? [x, cells] : [cells, y];
    found.push(
      await candidate(discrete(), c, e, null, context, {
        name: "counts in cells of equal size",
        reason: `${reason}: cut into cells`,
      }),
    );
  }
  return found;
}

async function ofNumbers(x: Matrix, y: Matrix, context: Context, trains: boolean): Promise<Tried[]> {
  const scores = (rows: Matrix, stream: number) =>
    normalScores(rows, { random: random(context.seed, 40, stream) });
  const [a, b] = [scores(x, 0), scores(y, 1)];
  const quick = subProgress(context, 0, trains ? 0.1 : 1);
  const found: Tried[] = [];
  if (x.d + y.d <= HOPELESS_COLUMNS || !trains) {
    const neighbours = await candidate(ksg(), a, b, null, quick, {
      name: "KSG on normal scores",
      reason: "numbers on both sides: nearest neighbours see any kind of dependence",
    });
    const near = typeof neighbours !== "string" && neighbours.nats > neighbours.found.ceiling! / 3;
    if (x.d + y.d <= FEW_COLUMNS && near) {
      const reason =
        "a dependence so strong that the cubes of KSG hold mostly empty space: ellipsoids follow it";
      // Not on scores: their even spacing is no sample of a density, and shifts the entropy of a single column.
      found.push(await attempt(candidate(geometricKnn(), x, y, null, quick, { reason })));
    }
    found.push(neighbours);
  }
  const reason = "the dependence is that of a Gaussian, rising functions of the columns aside";
  const copula = await attempt(candidate(gaussianCopula(), x, y, null, quick, { reason }));
  const [r, s] = [x.d > 1 ? radius(a, context.seed, 2) : null, y.d > 1 ? radius(b, context.seed, 3) : null];
  if (r && s) {
    const reason =
      "how far rows are from the centre on both sides tells more than other estimators found in all columns";
    found.push(
      await candidate(ksg(), r, s, null, quick, { name: "KSG on distances from the centre", reason }),
      await candidate(
        ksg(),
        radius(heavyTailed(a), context.seed, 4),
        radius(heavyTailed(b), context.seed, 5),
        null,
        quick,
        { name: "KSG on distances from the centre, tails heavy", reason },
      ),
    );
  }
  if (!trains) return [...found, copula];

  // Two spirals in 5 + 5 columns: twice the width and more steps find a tenth more of what there is, in three times the time.
  const deep = x.n >= MANY_ROWS && x.d + y.d >= FEW_COLUMNS;
  const trained = await candidate(
    neural({
      bound: mine(),
      critic: onGaussian({ critic: concat(deep ? { hidden: [128, 128] } : {}), columns: { x: x.d, y: y.d } }),
      steps: deep ? 3000 : 2000,
    }),
    r ? sideBySide(a, r) : a,
    s ? sideBySide(b, s) : b,
    null,
    subProgress(context, 0.1, 1),
    {
      name: "MINE on a Gaussian",
      reason:
        "a trained critic found more than the Gaussian, and neighbours are too far apart in so many columns",
      again: false,
    },
  );
  // A critic that was stopped contradicts nothing, and nothing was checked by it.
  if (typeof trained === "string" || context.signal?.aborted) {
    const beside = copula && typeof copula !== "string" ? { ...copula, reason: null } : copula;
    return [...found, trained, beside];
  }
  const { gain } = trained.found;
  const added = gain !== undefined && gain.nats > Math.max(0.01, 2 * gain.standardError);
  if (copula && typeof copula !== "string" && !added && holds(copula, trained, x, y)) {
    const fits =
      "the Gaussian fits: a critic trained on top of it found nothing further on rows it had not seen";
    return [{ ...copula, reason: fits }, trained, ...found];
  }
  // The Gaussian's own number is none to report where a critic contradicts it.
  return x.d + y.d <= FEW_COLUMNS ? [...found, trained] : [trained, ...found];
}

/** What a critic that was stopped says of that. */
const cutShort = ({ remarks }: Found) => remarks.filter(({ code }) => code === "trainingCutShort");

/** Whether the Gaussian's value on all rows is what its fit to some of them gives on the others, cost and noise aside. */
function holds(copula: Candidate, trained: Candidate, x: Matrix, y: Matrix): boolean {
  // What the fit of dx x dy products costs on rows it has not seen, in the joint and in the partition term.
  const cost = (3 * x.d * y.d) / x.n;
  const error = copula.standardError ?? 0;
  return copula.nats - trained.nats < cost + 3 * Math.hypot(error, trained.standardError ?? error);
}

/** What to say instead of all that is about the number, where it stands for an infinite one. */
function infinite(column: number, n: number): Remark {
  return remark("linearFunction", { rows: n }, [{ side: "y", at: column }]);
}

/**
 * What to say where neighbours have to be found in small groups. Gaussians of correlation 0.88 lose a sixth of their
 * information to groups of 30 rows, a quarter to 20 and half to 10; a category of two beside a number loses a fifth to
 * groups of 8.
 */
function smallGroups(z: Matrix, categories: { x: boolean; y: boolean }): Remark[] {
  if (categories.x && categories.y) return [];
  const sizes = countRows(symbols(z)).sort();
  let [rows, at] = [0, 0];
  while (rows + sizes[at] < z.n / 2) rows += sizes[at++];
  if (!(sizes[at] < (categories.x || categories.y ? 10 : 20))) return [];
  return [remark("smallGroups", { groups: sizes.length, median: sizes[at] })];
}

/** Null for data that are nothing for an estimator: it says so with a RangeError. */
async function attempt(made: Promise<Candidate | string>): Promise<Tried> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function heldFixed(
  x: Matrix,
  y: Matrix,
  z: Matrix,
  categories: { x: boolean; y: boolean; z: boolean },
  context: Context,
): Promise<Tried[]> {
  if (categories.x && categories.y && categories.z) {
    return [
      await candidate(discrete(), x, y, z, context, {
        reason: "all columns are categories: their counts tell all",
      }),
      await candidate(gao(), x, y, z, context, { reason: null }),
    ];
  }
  const scores = (rows: Matrix, plain: boolean, stream: number) =>
    plain ? rows : normalScores(rows, { random: random(context.seed, 40, stream) });
  // Equal values of z stay equal: spread, a 0/1 column would be one more dimension of noise.
  const fixed = categories.z ? z : normalScores(z);
  const all = [scores(x, categories.x, 0), scores(y, categories.y, 1), fixed] as const;
  if (categories.x || categories.y) {
    return [
      await candidate(gao(), ...all, context, {
        name: "Mesner-Shalizi on normal scores",
        reason: "categories and numbers, with columns held fixed: neighbours of mixtures",
      }),
    ];
  }
  // Rows near in z differ in it, and neighbours would count what both sides share through that.
  const left = (side: Matrix) => (categories.z ? side : residuals(side, fixed, context));
  const found = [
    await candidate(ksg(), await left(all[0]), await left(all[1]), fixed, context, {
      name: "Frenzel-Pompe on normal scores",
      reason: `numbers, with columns held fixed: nearest neighbours${categories.z ? "" : ", of what a quadratic function of these leaves"}`,
    }),
  ];
  const reason = `the dependence${categories.z ? " within groups" : ""} is that of a Gaussian, rising functions of the columns aside`;
  const gaussian = categories.z ? gaussianWithinGroups() : gaussianCopula();
  const copula = await attempt(candidate(gaussian, x, y, z, context, { reason }));
  return [...found, copula];
}

/** The first, unless another is larger beyond the error of both. */
function choose(candidates: readonly Candidate[]): Candidate {
  let [best] = candidates;
  for (const one of candidates.slice(1)) {
    if (one.reason === null) continue;
    const error = Math.hypot(best.standardError ?? 0, one.standardError ?? 0);
    if (one.nats - best.nats > Math.max(0.02, 2 * error)) best = one;
  }
  return best;
}

/** What to say where the families disagree: at least one of them does not see what is there. */
function disagreement(best: Candidate, candidates: readonly Candidate[]): Remark[] {
  return candidates
    .filter((one) => one !== best)
    .filter((one) => {
      const error = Math.hypot(best.standardError ?? 0, one.standardError ?? 0);
      return one.nats - best.nats > Math.max(0.05, 3 * error);
    })
    .map((one) =>
      remark("estimatorsDisagree", {
        ...{ estimator: best.estimator, nats: best.nats, other: one.estimator, otherNats: one.nats },
      }),
    );
}

/** What to say where more rows would have shown more. */
function shortOf({ heldOut, train, remarks }: Found, columns: number, n: number): Remark[] {
  if (remarks.some(({ code }) => code === "overfitted")) return [];
  if (heldOut !== null && train !== null && train - heldOut > Math.max(0.02, 0.03 * train)) {
    return [remark("moreRowsWouldFindMore", { train, heldOut })];
  }
  if (columns > HOPELESS_COLUMNS) {
    return [remark("wideData", { columns, rows: n })];
  }
  return [];
}

/**
 * Scores of Student's distribution with two degrees of freedom, of normal scores: ranks as its quantiles,
 * (2 p - 1) / sqrt(2 p (1 - p)). Columns of heavy tails that share their scale, as those of a multivariate Student, tell
 * it by the distance in these; among normal scores a single far value hardly counts.
 */
function heavyTailed({ data, n, d }: Matrix): Matrix {
  const heavy = data.map((score) => {
    const p = normalCdf(score);
    return (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
  });
  return { data: heavy, n, d };
}

/** Normal scores of the rows' distances from the centre [N, 1]. */
function radius({ data, n, d }: Matrix, seed: number, stream: number): Matrix {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) out[i] += data[i * d + j] ** 2;
  return normalScores({ data: out, n, d: 1 }, { random: random(seed, 40, stream) });
}
