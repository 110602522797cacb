/** @module The words everything else is written in. */
import type { numpy as np } from "@jax-js/jax";
import type { Engine, Tensors, Tree } from "./engine/types.ts";
import type { Remark } from "./remarks.ts";

export type * from "./engine/types.ts";

/** What may be given as x or y: rows, one column, or a typed array with its shape [N, d]. */
export type Data =
  | readonly (readonly number[])[]
  | ArrayLike<number>
  | { data: ArrayLike<number>; shape: readonly number[] };

/** N rows of d numbers, row-major. */
export interface Matrix {
  readonly data: Float64Array;
  readonly n: number;
  readonly d: number;
}

/** What kind of number an estimate is: does its expectation lie below the truth, above it, or is nothing known? */
export type Guarantee = "lower" | "upper" | "none";

/** One point of a learning curve, in nats. */
export interface CurvePoint {
  readonly step: number;
  readonly train: number;
  readonly validation: number;
}

/** Where the truth lies in `level` of all samples like this one, as far as the rows at hand show it; in nats. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** How far a cross-fitted mean strays from its expectation, in nats: one standard error for each cause. */
export interface Spread {
  /** From the rows that were drawn, with the critics as they are: the spread that a bootstrap of the tested rows shows. */
  readonly rows: number;
  /**
   * From the critics, each trained on other rows and from another seed: the spread of the folds beyond that of their
   * rows. Null for a single critic.
   */
  readonly critics: number | null;
}

/** An estimate that stands beside the one reported. */
export type Check = Pick<Estimate, "estimator" | "nats" | "standardError">;

export interface Estimate {
  /** The number to report: held out wherever something was trained. May be negative. */
  readonly nats: number;
  readonly estimator: string;
  readonly guarantee: Guarantee;
  /** No larger value can come out, whatever the data; null where there is no such limit. */
  readonly ceiling: number | null;
  /** The estimate on rows not trained on; null where nothing is trained. */
  readonly heldOut: number | null;
  /** The same on the rows trained on; null where nothing is trained. */
  readonly train: number | null;
  /** Spread of `nats` over samples of this size, as far as the rows at hand show it; null where unknown. */
  readonly standardError: number | null;
  /** Null where none was asked for. */
  readonly interval: Interval | null;
  /** How often data without this dependence give as much or more; null where it was not tested. */
  readonly pValue: number | null;
  /**
   * Pointwise mutual information of each row, in nats [N], held out where something was trained. Its mean is the estimate, or
   * for a trained critic that of its Donsker-Varadhan value. Null where the estimator has none.
   */
  readonly local: Float64Array | null;
  readonly n: number;
  /** Columns of x, of y, and of what was held fixed. */
  readonly dims: { readonly x: number; readonly y: number; readonly given: number };
  readonly seed: number;
  readonly seconds: number;
  /** A learning curve for each fold; empty where nothing is trained. */
  readonly curves: readonly (readonly CurvePoint[])[];
  /** What could be wrong with the number. */
  readonly remarks: readonly Remark[];
  /** Why this estimator, in plain words; null where the caller chose it. */
  readonly reason: string | null;
  /** Estimates of other families on the same rows, to compare with; empty where none was made. */
  readonly checks: readonly Check[];
  /** What training added, held out, to a critic that was fitted to the rows before it; absent where none was. */
  readonly gain?: { readonly nats: number; readonly standardError: number };
  /** `standardError` by its reasons; absent where nothing is trained, or nothing was found. */
  readonly spread?: Spread;
  /** The critic trained in the first fold; absent where nothing is trained. */
  readonly critic?: TrainedCritic;
}

/** A distribution of pairs whose mutual information is known exactly. */
export interface Task {
  readonly id: string;
  /** I(X; Y). */
  readonly nats: number;
  readonly dims: { readonly x: number; readonly y: number };
  /** n independent pairs; numbers after the seed name a stream of it, as in `random`. */
  sample(n: number, seed: number, ...stream: number[]): { readonly x: Matrix; readonly y: Matrix };
  /**
   * log p(y|x) / p(y) of one row of x with one of y, in nats: the optimal critic, whose mean over pairs is I(X; Y).
   * Absent where it cannot be computed.
   */
  logRatio?(x: ArrayLike<number>, y: ArrayLike<number>): number;
}

export interface Progress {
  /** Between 0 and 1. */
  readonly done: number;
  /** What is under way, for people: "MINE, step 1,200". */
  readonly label: string;
}

/** What an estimator is given besides the data. */
export interface Context {
  readonly seed: number;
  readonly engine: () => Promise<Engine>;
  readonly signal?: AbortSignal;
  /** Whether what is done when `signal` is aborted is an answer, with a warning that says what is missing. */
  readonly partial?: boolean;
  /** Whether rows follow one another in time. */
  readonly series?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** An estimator and the rows it works on: what is needed to estimate again from parts of the rows. */
export interface Refit {
  readonly estimator: Estimator;
  readonly x: Matrix;
  readonly y: Matrix;
  /** What is held fixed; null for nothing. */
  readonly z: Matrix | null;
}

/** What an estimator finds: an estimate without the fields that `estimate` fills in. */
export interface Found
  extends Pick<Estimate, "nats" | "ceiling" | "heldOut" | "train" | "standardError" | "curves" | "remarks">,
    Partial<
      Pick<Estimate, "gain" | "spread" | "critic" | "local" | "estimator" | "guarantee" | "reason" | "checks">
    > {
  /** How to estimate again, for the interval; absent where it is the same estimator with the rows it was given. */
  readonly refit?: Refit;
  /** Numbers of the rows it is of; absent where these are all. */
  readonly rows?: Int32Array;
  /** Names of estimates that are missing because the work was stopped. */
  readonly missing?: readonly string[];
}

/** A way to estimate I(X; Y) from standardised rows. Its options were given when it was made. */
export interface Estimator {
  readonly name: string;
  readonly guarantee: Guarantee;
  estimate(x: Matrix, y: Matrix, context: Context): Promise<Found>;
  /** I(X; Y | Z), in nats. Absent where the estimator knows no way. */
  conditional?(x: Matrix, y: Matrix, z: Matrix, context: Context): Promise<Found>;
  /** The estimate's share of the time that it takes together with its interval and test, for progress; 0.8 where absent. */
  progressShare?(x: Matrix, y: Matrix, z: Matrix | null): number;
}

// ---- critics, bounds and terms: jax-js arrays, traced by an engine ----

/** Parameters inside a step: nested jax-js arrays, in the structure their owner's `init` gave them. */
// biome-ignore lint/suspicious/noExplicitAny: only the owner knows the structure
export type Params = any;

/** Axes of one row, without the batch's: [784] for columns, [channels, height, width] for images. */
export type Shape = readonly number[];

/** Shapes of one row of x and one of y. */
export interface Shapes {
  readonly x: Shape;
  readonly y: Shape;
}

/** An array of random numbers for every row: standard normal, or uniform on [0, 1). */
export interface Noise {
  readonly kind: "normal" | "uniform";
  readonly shape: Shape;
}

/** What a net begins with. A part that it does not have is an empty object. */
export interface NetStart {
  readonly params: Tensors;
  /** What is carried from batch to batch, such as running averages. */
  readonly state: Tensors;
  /** Of one row of its values. */
  readonly shape: Shape;
  /** The random numbers that one application in training takes; `drawNoise` draws them. */
  readonly noise: Tree<Noise>;
}

/** A differentiable function of a batch, with parameters, state and noise as arguments. */
export interface Net {
  readonly name: string;
  /** Throws TypeError for rows of a shape that it cannot take. */
  init(seed: number, shape: Shape): NetStart;
  /**
   * Values of a batch x [K, ...shape], and the next state. `noise` is what `drawNoise` drew for these K rows. With null
   * the net is evaluated: dropout and noise do nothing, batch norm uses its running averages, and the state stays.
   * Consumes its arguments.
   */
  apply(params: Params, state: Params, x: np.Array, noise: Params | null): [y: np.Array, state: Params];
}

/** A rule that turns gradients into new parameters. */
export interface Optimiser {
  /** What it carries before the first step. */
  init(params: Tensors): Tensors;
  /** One step down the gradients, which have the structure of the parameters. Consumes its arguments. */
  update(gradients: Params, state: Params, params: Params): [params: Params, state: Params];
}

/** An optimiser round another one: it changes the gradients before the step, or the parameters after it. */
export type Wrapper = (inner: Optimiser) => Optimiser;

/** The factor of the learning rate at step 0, 1, 2, ..., a scalar. Traced with the step; consumes its argument. */
export type Schedule = (step: np.Array) => np.Array;

/**
 * One group of parameters and what it follows. Objectives see the parameters of all groups, and gradients are taken with
 * respect to the player's own.
 */
export interface Player {
  /** Its group's key in the parameters; no two players have the same. */
  readonly params: string;
  /**
   * What it follows, a scalar; the state after it; and what to report. `params` holds the parameters of every group, by
   * key. Consumes its arguments.
   */
  objective(
    params: { readonly [group: string]: Params },
    state: Params,
    batch: Params,
    data: Params,
  ): [objective: np.Array, { readonly state: Params; readonly metrics: Params }];
  readonly optimiser: Optimiser;
  readonly direction: "maximise" | "minimise";
  /** It acts in every n-th step only, the first time in step n; 1 by default. */
  readonly every?: number;
}

/**
 * Critic values of one batch: joint [K] = f(x_i, y_i), product [K, M] = f(x'_ij, y_i), M negatives a row. A row keeps
 * its y and changes its x, so that a baseline log a(y_i) [K] or a conditional log q(y_i|x) belongs to a row.
 */
export interface Scores {
  readonly joint: np.Array;
  readonly product: np.Array;
  readonly logBaseline?: np.Array;
}

/** A critic's values: any numbers, or log q(y|x) of a density of y. The second may stand where the first may. */
export type CriticKind = "any" | "conditional";

export interface Critic<Kind extends CriticKind = CriticKind> {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it is the distribution's own log p(y|x) and nothing fitted to data. */
  readonly exact?: boolean;
  /** What all pairs of R rows of x and K of y cost: R K evaluations ("pairs"), or R + K ("rows"). */
  readonly cost: "pairs" | "rows";
  /** Initial parameters. Plain tensors: engines copy them in. Throws TypeError for rows it cannot score. */
  init(seed: number, shapes: Shapes): Tensors;
  /** Parameters after a look at the training rows, before the first step; absent where training begins with `init`. */
  fit?(params: Tensors, x: Matrix, y: Matrix): Tensors;
  /** Scores of every row of x [R, ...x] with every row of y [K, ...y]: [R, K]. Consumes its arguments. */
  pairs(params: Params, x: np.Array, y: np.Array): np.Array;
  /**
   * Scores of y_i with x_i and with the x of the M rows after it, cyclically: [M + 1, K], (m, i) being f(x_{i+m}, y_i).
   * Consumes its arguments.
   */
  rotations(params: Params, x: np.Array, y: np.Array, M: number): np.Array;
}

/**
 * A baseline's values: logarithms of any positive function of a pair x, y, of y alone ("row"), or of a density of y.
 * Each may stand where an earlier one may.
 */
export type BaselineKind = "pair" | "row" | "density";

/** log a(y_i) of a batch's rows: what a bound divides e^f by. */
export interface Baseline<Kind extends BaselineKind = BaselineKind> {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it is the distribution's own log p(y) and nothing fitted to data. */
  readonly exact?: boolean;
  /** What is learned, and what is carried from step to step; both may be empty objects. */
  init(seed: number, shapes: Shapes): { readonly params: Tensors; readonly state: Tensors };
  /** log a of the rows x [K, ...x], y [K, ...y]: [K]. Consumes its arguments. */
  apply(params: Params, state: Params, x: np.Array, y: np.Array): np.Array;
  /** What is carried on after a step with these scores; absent where nothing is. Consumes its arguments. */
  next?(state: Params, scores: Scores): Params;
}

/** A critic as training left it: what is needed to score pairs again or to export it. */
export interface TrainedCritic {
  readonly critic: Critic;
  readonly params: Tensors;
  readonly dims: { readonly x: number; readonly y: number };
}

/** A number to report and an objective to climb. Both are scalars; where they coincide, they are the same array. */
export interface BoundValue {
  readonly value: np.Array;
  /** Only its gradient has a meaning. */
  readonly objective: np.Array;
}

/** The facts about a bound that tables and reports print. */
export interface Traits {
  /** Its name in full. */
  readonly title: string;
  /** What it does and where it comes from, for a report: half a sentence, to stand after "NWJ: ". */
  readonly summary: string;
  /** E over pairs of the joint distribution, E_prod over pairs of the product of the marginals. */
  readonly formula: string;
  /** Whether the value and the gradient of a batch have the expectation that they have over all data. */
  readonly unbiased: { readonly value: boolean; readonly gradient: boolean };
  /** Whether more negatives a row make the bound tighter, and not only less noisy. */
  readonly batchDependent: boolean;
  /** Whether the variance of a batch's value grows exponentially with I ("high"), or hardly at all ("low"). */
  readonly variance: "low" | "high";
  /** Its ceiling as a formula; absent where it has none. */
  readonly limit?: string;
  /** Keys in references.bib. */
  readonly references: readonly string[];
  /**
   * Why a command does not offer it for a file of unknown distribution; absent where it does. A bound with `given` is
   * never offered.
   */
  readonly libraryOnly?: string;
}

/** The scores that a bound is given: with a baseline where it needs one. */
export type ScoresFor<B extends BaselineKind | "none"> = B extends "none"
  ? Scores
  : Scores & { readonly logBaseline: np.Array };

/** A variational bound: scores -> nats. Made by `bound()`, which fills in the members that most bounds share. */
export interface Bound<
  C extends CriticKind = CriticKind,
  B extends BaselineKind | "none" = BaselineKind | "none",
> {
  readonly name: string;
  readonly guarantee: Guarantee;
  /** The part that has to be `exact` for the guarantee to hold; absent where it holds for any. */
  readonly given?: "critic" | "baseline";
  /** Which way a model may follow the value: maximise a lower bound, minimise an upper one, or neither. */
  readonly direction: "maximise" | "minimise" | "report";
  /** The critics it takes. */
  readonly critic: C;
  /** The baselines it needs. */
  readonly baseline: B;
  /** The constant by which the best critic exceeds log p(y|x)/p(y), or log p(y|x) for a conditional one; in nats. */
  readonly offset: number;
  readonly traits: Traits;
  /** Largest possible value with M negatives a row, or null. */
  ceiling(M: number): number | null;
  /** The state before the first step, such as a moving average; an empty object for most. */
  readonly init: Tensors;
  /** Consumes its arguments. */
  apply(scores: ScoresFor<B>, state: Params): [BoundValue, state: Params];
}
