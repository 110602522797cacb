/** @module The types that all parts share. */
import type { Engine } from "./engine/types.ts";
import type { ColumnRef, Remark } from "./remarks.ts";
import type { Matrix } from "./rows/types.ts";
import type { Guarantee, TrainedCritic } from "./traced.ts";

export type * from "./engine/types.ts";
export type * from "./rows/types.ts";
export type * from "./traced.ts";

/** One point of a learning curve, in nats. */
export interface CurvePoint {
  readonly step: number;
  readonly train: number;
  readonly validation: number;
}

/** Confidence interval for I(X; Y), in nats, of nominal coverage `level`. */
export interface Interval {
  readonly low: number;
  /** Null for a one-sided interval: at least `low`. */
  readonly high: number | null;
  readonly level: number;
}

/** The standard error of a cross-fitted mean, in nats, by its two sources. */
export interface Spread {
  /** From the sample of rows, with the critics fixed: the standard error that a bootstrap of the test rows gives. */
  readonly rows: number;
  /**
   * From the critics, each trained on other rows and from another seed: the variation between folds that their rows do
   * not explain. Null for a single critic.
   */
  readonly critics: number | null;
}

/** An estimate by another estimator, to compare with the one reported. */
export type Check = Pick<Estimate, "estimator" | "nats" | "standardError">;

export interface Estimate {
  /** The estimate to report. It is held out if a critic was trained. May be negative. */
  readonly nats: number;
  readonly estimator: string;
  readonly guarantee: Guarantee;
  /** The largest value that the estimator can return here; null if it has no limit. */
  readonly ceiling: number | null;
  /** The estimate on rows that the critic was not trained on; null without training. */
  readonly heldOut: number | null;
  /** The estimate on the training rows; null without training. */
  readonly train: number | null;
  /** Estimated standard deviation of `nats` over samples of this size; null where unknown. */
  readonly standardError: number | null;
  /** Null if it was not asked for, or if a remark says why there is none. */
  readonly interval: Interval | null;
  /** Permutation p-value of the test of independence; null without a test. */
  readonly pValue: number | null;
  /** Surrogates the p-value rests on: those asked for, of a series at most its circular shifts; 0 without a p-value. */
  readonly permutations: number;
  /**
   * Pointwise mutual information of each row, in nats [N], held out if a critic was trained. Its mean is the estimate;
   * for a trained critic it is the critic's Donsker-Varadhan value. Null if the estimator has no such values.
   */
  readonly local: Float64Array | null;
  readonly n: number;
  /** Numbers of columns of x, of y and of `given`, as they were given. */
  readonly dims: { readonly x: number; readonly y: number; readonly given: number };
  readonly seed: number;
  readonly seconds: number;
  /** A learning curve for each fold; empty without training. */
  readonly curves: readonly (readonly CurvePoint[])[];
  /** Reasons to doubt the estimate, and notes on how it was made. */
  readonly remarks: readonly Remark[];
  /** Why this estimator was chosen, in words; null if the caller chose it. */
  readonly reason: string | null;
  /** Estimates on the same rows by other families of estimators; empty if there are none. */
  readonly checks: readonly Check[];
  /** Held-out gain of training over a critic that was fitted to the rows first; absent if no critic was. */
  readonly gain?: { readonly nats: number; readonly standardError: number };
  /** `standardError` by its sources; absent without training, and if the critics learned nothing. */
  readonly spread?: Spread;
  /** The critic trained in the first fold; absent without training. */
  readonly critic?: TrainedCritic;
}

/** A distribution of pairs whose mutual information is known exactly. */
export interface Task {
  readonly id: string;
  /** I(X; Y). */
  readonly nats: number;
  readonly dims: { readonly x: number; readonly y: number };
  /** n independent pairs. Numbers after the seed select a stream of it, as in `random`. */
  sample(n: number, seed: number, ...stream: number[]): { readonly x: Matrix; readonly y: Matrix };
  /**
   * log p(y|x) / p(y) of one row of x with one of y, in nats. It is the optimal critic, and its mean over pairs is
   * I(X; Y). Absent if it cannot be computed.
   */
  logRatio?(x: ArrayLike<number>, y: ArrayLike<number>): number;
}

export interface Progress {
  /** Between 0 and 1. */
  readonly done: number;
  /** The current work, for display: "MINE, step 1,200". */
  readonly label: string;
}

/** Everything that an estimator needs besides the data. */
export interface Context {
  readonly seed: number;
  readonly engine: () => Promise<Engine>;
  readonly signal?: AbortSignal;
  /** Whether an aborted `signal` still gives a result, with a remark that lists the missing parts. */
  readonly partial?: boolean;
  /** Whether rows follow one another in time. */
  readonly series?: boolean;
  /** Largest number of threads that search for neighbours, see `EstimateOptions`. */
  readonly threads?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** An estimator and the rows it was run on, to repeat the estimate on parts of the rows. */
export interface Refit {
  readonly estimator: Estimator;
  readonly x: Matrix;
  readonly y: Matrix;
  /** The given rows; null without any. */
  readonly z: Matrix | null;
}

/** What the memory of a series does to an estimate. */
export interface Memory {
  /** Columns that are not stationary. */
  readonly drifting: readonly ColumnRef[];
  /** Number of independent rows that carry as much evidence. */
  readonly independent: number;
  /** The bias that was subtracted, in nats. */
  readonly bias: number;
  /** Whether bias and standard error are those of series. */
  readonly corrected: boolean;
}

/** The result of an estimator: an Estimate without the fields that `estimate` fills in. */
export interface Found
  extends Pick<Estimate, "nats" | "ceiling" | "heldOut" | "train" | "standardError" | "curves" | "remarks">,
    Partial<
      Pick<Estimate, "gain" | "spread" | "critic" | "local" | "estimator" | "guarantee" | "reason" | "checks">
    > {
  /**
   * The interval extends at least up to this value, which another family of estimators gives; null for an interval
   * without upper end. If absent, the guarantee decides: a lower bound has no upper end.
   */
  readonly highest?: number | null;
  /** How to repeat the estimate, for the interval; absent if by the same estimator on the rows that it was given. */
  readonly refit?: Refit;
  /** Numbers of the rows that were used; absent if all were. */
  readonly rows?: Int32Array;
  /** The memory of a series; absent for independent rows and for categories. */
  readonly memory?: Memory;
  /** Names of the estimates that are missing because the work was stopped. */
  readonly missing?: readonly string[];
}

/** A way to estimate I(X; Y) from standardised rows. Its options were given when it was made. */
export interface Estimator {
  readonly name: string;
  readonly guarantee: Guarantee;
  estimate(x: Matrix, y: Matrix, context: Context): Promise<Found>;
  /** I(X; Y | Z), in nats. Absent if the estimator cannot condition. */
  conditional?(x: Matrix, y: Matrix, z: Matrix, context: Context): Promise<Found>;
  /** The estimate's share of the total time with interval and test, for progress; 0.8 if absent. */
  progressShare?(x: Matrix, y: Matrix, z: Matrix | null): number;
}
