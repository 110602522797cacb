/** @module The words of nets, optimisers, critics, baselines and bounds: jax-js arrays, traced by an engine. */

import type { numpy as np } from "@jax-js/jax";
import type { Tensors, Tree } from "./engine/types.ts";
import type { ReferenceKey } from "./references.ts";
import type { Matrix } from "./rows/types.ts";

/** Whether an estimate is a lower bound in expectation, an upper bound, or neither. */
export type Guarantee = "lower" | "upper" | "none";

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

/** The initial values of a net. A part that it does not have is an empty object. */
export interface NetStart {
  readonly params: Tensors;
  /** Carried from batch to batch, such as running averages. */
  readonly state: Tensors;
  /** The shape of one row of the net's values. */
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
  /** The state before the first step. */
  init(params: Tensors): Tensors;
  /** One step down the gradients, which have the structure of the parameters. Consumes its arguments. */
  update(gradients: Params, state: Params, params: Params): [params: Params, state: Params];
}

/** Wraps an optimiser: it changes the gradients before the step, or the parameters after it. */
export type Wrapper = (inner: Optimiser) => Optimiser;

/** The factor of the learning rate at step 0, 1, 2, ..., a scalar. Traced with the step; consumes its argument. */
export type Schedule = (step: np.Array) => np.Array;

/**
 * One group of parameters and its objective. The objective sees the parameters of all groups; its gradient is taken
 * with respect to the player's own.
 */
export interface Player {
  /** The key of its group of parameters; no two players share one. */
  readonly params: string;
  /**
   * The objective, a scalar; the next state; and metrics to report. `params` holds the parameters of every group, by
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
  /** The player acts in every n-th step, first in step n; 1 by default. */
  readonly every?: number;
}

/**
 * Critic values of one batch: joint [K] = f(x_i, y_i), product [K, M] = f(x'_ij, y_i), with M negatives a row. The
 * pairs of a row share its y, so a baseline log a(y_i) has one value for each row.
 */
export interface Scores {
  readonly joint: np.Array;
  readonly product: np.Array;
  readonly logBaseline?: np.Array;
}

/** A critic's values: any numbers, or log q(y|x) of a density of y. A "conditional" critic also serves as "any". */
export type CriticKind = "any" | "conditional";

export interface Critic<Kind extends CriticKind = CriticKind> {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it is the true log p(y|x), not fitted to data. */
  readonly exact?: boolean;
  /** Cost of all pairs of R rows of x and K of y: R K evaluations ("pairs"), or R + K ("rows"). */
  readonly cost: "pairs" | "rows";
  /** Initial parameters. Plain tensors: engines copy them in. Throws TypeError for rows it cannot score. */
  init(seed: number, shapes: Shapes): Tensors;
  /** Initial parameters fitted to the training rows; absent if training begins with those of `init`. */
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
 * Each kind also serves as those before it.
 */
export type BaselineKind = "pair" | "row" | "density";

/** log a(y_i) of a batch's rows; a bound divides e^f by a. */
export interface Baseline<Kind extends BaselineKind = BaselineKind> {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it is the true log p(y), not fitted to data. */
  readonly exact?: boolean;
  /** Learned parameters, and a state carried from step to step. Both may be empty objects. */
  init(seed: number, shapes: Shapes): { readonly params: Tensors; readonly state: Tensors };
  /** log a of the rows x [K, ...x], y [K, ...y]: [K]. Consumes its arguments. */
  apply(params: Params, state: Params, x: np.Array, y: np.Array): np.Array;
  /** The state after a step with these scores; absent without a state. Consumes its arguments. */
  next?(state: Params, scores: Scores): Params;
}

/** A critic after training, to score further pairs or to export. */
export interface TrainedCritic {
  readonly critic: Critic;
  readonly params: Tensors;
  /** Numbers of columns that it takes: those of x and y, with 0/1 columns for categories, in the order of `oneHot`. */
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
  /** Its method and its source, for a report: half a sentence, to follow "NWJ: ". */
  readonly summary: string;
  /** E over pairs of the joint distribution, E_prod over pairs of the product of the marginals. */
  readonly formula: string;
  /** Whether the value and the gradient of a batch are unbiased. */
  readonly unbiased: { readonly value: boolean; readonly gradient: boolean };
  /** Whether more negatives a row make the bound tighter, and not only less noisy. */
  readonly batchDependent: boolean;
  /** Whether the variance of a batch's value grows exponentially with I ("high"), or hardly at all ("low"). */
  readonly variance: "low" | "high";
  /** Its ceiling as a formula; absent without one. */
  readonly limit?: string;
  /** Keys in references.bib. */
  readonly references: readonly ReferenceKey[];
  /**
   * Why the command does not offer it for a file of unknown distribution; absent if it does. A bound with `given` is
   * never offered.
   */
  readonly libraryOnly?: string;
}

/** The argument of a bound: scores, with a baseline if it needs one. */
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
  /** The part that has to be `exact` for the guarantee to hold; absent if it holds for any. */
  readonly given?: "critic" | "baseline";
  /** How a model may use the value: maximise a lower bound, minimise an upper one, or neither. */
  readonly direction: "maximise" | "minimise" | "report";
  /** The critics it takes. */
  readonly critic: C;
  /** The baselines it needs. */
  readonly baseline: B;
  /** The constant by which the best critic exceeds log p(y|x)/p(y), or log p(y|x) for a conditional one; in nats. */
  readonly offset: number;
  readonly traits: Traits;
  /** Largest possible value with M negatives a row; null without a limit. */
  ceiling(M: number): number | null;
  /** The state before the first step, such as a moving average; an empty object for most. */
  readonly init: Tensors;
  /** Consumes its arguments. */
  apply(scores: ScoresFor<B>, state: Params): [BoundValue, state: Params];
}
