/** @module The types of the application layer: tables, and questions and answers about them as plain JSON. */
import type {
  Check,
  EntropyEstimate,
  Estimate,
  Extrapolation,
  Interval,
  Progress,
  Remark,
  Spread,
  Stop,
} from "natwise";

// ---- tables ----

/** A column of numbers, dates or times. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
  /** Whether the values are dates or times, in seconds (since 1970 for dates). */
  readonly time: boolean;
  readonly integers: boolean;
}

/** A column of text or booleans: row i holds `values[codes[i]]`. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** Columns of a file, with rows in the file's order. */
export interface Table {
  readonly path: string;
  readonly columns: readonly Column[];
  /** Rows of each column. */
  readonly n: number;
  /** Rows in the file that pass `where`. */
  readonly read: number;
  /** Rows dropped for missing values. */
  readonly dropped: number;
  /** Notes on changes made to the data. */
  readonly notes: readonly Remark[];
  /** Requested columns that could not be read, if that is allowed. */
  readonly unreadable?: readonly Refused[];
}

/** A column that cannot be used, and the reason. */
export interface Refused {
  readonly column: string;
  readonly why: Remark;
}

// ---- questions ----

/** An estimator and its options. Flags, experiment labels, jobs and snippets are made from it. */
export interface EstimatorSpec {
  /** The name on the command line: "auto", "ksg", "infonce". */
  readonly name: string;
  /** Number of neighbours, for nearest-neighbour estimators. */
  readonly k?: number;
  /** Network of a trained estimator: "separable" or "concat". */
  readonly critic?: string;
  /** Maximum number of training steps. */
  readonly steps?: number;
  /** Pairs per training step. */
  readonly batch?: number;
}

/** How much information do these columns carry about those, given others? */
export interface EstimateQuestion {
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly given: readonly string[];
  /** The first gives the answer; the others are shown beside it. */
  readonly estimators: readonly EstimatorSpec[];
  /** Level of the confidence interval; null for no interval. */
  readonly level: number | null;
  /** Surrogates of the permutation test; 0 for no p-value. */
  readonly permutations: number;
  /** Whether rows follow one another in time. */
  readonly series: boolean;
  /** Whether to ask how the first estimate depends on the number of rows; by default not. */
  readonly rowsNeeded?: boolean;
  readonly seed: number;
}

/** Do these columns depend on those, given others? */
export type TestQuestion = Pick<EstimateQuestion, "x" | "y" | "given" | "permutations" | "series" | "seed">;

/** The common part of `rank` and `matrix` questions. */
export interface PairsQuestion {
  /** Surrogates for each p-value; null for as many as the number of tests requires. */
  readonly permutations: number | null;
  /** Number of pairs to estimate; the others are screened. Null for a few hundred. */
  readonly top: number | null;
  readonly series: boolean;
  readonly seed: number;
}

/** How much information does each column carry about the target, given others? */
export interface RankQuestion extends PairsQuestion {
  readonly target: string;
  readonly given: readonly string[];
  /** Whether to also order columns by the information each adds to those before it. */
  readonly redundancy: boolean;
}

/** How much information do columns carry about each other? */
export type MatrixQuestion = PairsQuestion;

/** How uncertain are columns? */
export interface EntropyQuestion {
  /** The default depends on how often values repeat. */
  readonly kind?: EntropyEstimate["kind"];
  readonly seed: number;
}

/** Arguments of every question besides the table and the question itself. */
export interface Asking {
  readonly signal: AbortSignal;
  /** The reason the signal was aborted; null if it was not. */
  readonly stop: () => Stop | null;
  readonly onProgress: (progress: Progress) => void;
}

// ---- answers ----

/** The origin of an answer, part of every answer. */
export interface Source {
  readonly path: string;
  /** Rows read, before any was dropped. */
  readonly read: number;
  readonly seed: number;
  /** Notes on the data. */
  readonly notes: readonly Remark[];
  /** Warnings. */
  readonly remarks: readonly Remark[];
}

/** The columns on one side of a question. */
export interface Side {
  readonly names: readonly string[];
  /** Labels of the encoded columns: "age", "species=Adelie". */
  readonly labels: readonly string[];
}

/** An estimate as plain JSON. */
export type PlainEstimate = Omit<Estimate, "critic" | "local">;

/** The largest possible value: the entropy of a side with few different values, conditional on the given columns. */
export interface Most {
  readonly nats: number;
  /** The columns with this entropy. */
  readonly of: string;
}

export interface EstimateAnswer extends Source {
  readonly question: EstimateQuestion;
  readonly x: Side;
  readonly y: Side;
  readonly given: Side | null;
  /** Rows used. */
  readonly n: number;
  readonly dropped: number;
  /** In the order of the question. */
  readonly estimates: readonly PlainEstimate[];
  readonly most: Most | null;
  /** Whether the test compared with surrogate series rather than shuffled rows. */
  readonly shifted: boolean;
  /** How the first estimate depends on the number of rows; null if it was not asked for, or if there is no answer. */
  readonly extrapolation: Extrapolation | null;
}

export interface TestAnswer extends Source {
  readonly question: TestQuestion;
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly given: readonly string[];
  readonly pValue: number;
  readonly surrogate: string;
  readonly statistic: string;
  readonly compared: {
    readonly observed: number;
    readonly surrogates: readonly number[];
    readonly unit: "nats" | "standard deviations";
  };
  /** Number of surrogates drawn. */
  readonly permutations: number;
  /** Rows used. */
  readonly n: number;
  /** Rows that entered the test. */
  readonly tested: number;
  /** Rows dropped for missing values. */
  readonly dropped: number;
}

/** The results for a pair of columns. */
export interface PairNumbers {
  /** Null if there is no answer, or none was reached in time. */
  readonly nats: number | null;
  readonly interval: Interval | null;
  readonly pValue: number | null;
  /** The p-value adjusted for all tested pairs (Benjamini and Hochberg). */
  readonly qValue: number | null;
  readonly estimator: string | null;
  readonly remarks: readonly Remark[];
}

export interface RankRow extends PairNumbers {
  readonly column: string;
}

/** A column in the order of added information. */
export interface Added {
  readonly column: string;
  readonly nats: number;
  /** The column given which it adds least; null if its unconditional information is smaller. */
  readonly beyond: string | null;
}

export interface Ranking extends Source {
  readonly question: RankQuestion;
  /** The target and the given columns, spelled as in the file. */
  readonly target: string;
  readonly given: readonly string[];
  /** Significant columns first, then by information; columns without an answer last. */
  readonly rows: readonly RankRow[];
  /** Null if the question did not ask for it. */
  readonly order: readonly Added[] | null;
  /** Columns not begun when the work was stopped. */
  readonly leftOut: readonly string[];
  readonly seconds: number;
}

export interface MatrixRow extends PairNumbers {
  readonly x: string;
  readonly y: string;
  /** sqrt(1 - e^{-2 I}), from 0 to 1. */
  readonly score: number | null;
}

export interface InformationMatrix extends Source {
  readonly question: MatrixQuestion;
  /** The columns with an answer; those that carry information about each other are neighbours. */
  readonly columns: readonly string[];
  /** Significant pairs first, then by information. */
  readonly rows: readonly MatrixRow[];
  readonly refused: readonly Refused[];
  /** Number of pairs not begun when the work was stopped. */
  readonly leftOut: number;
  readonly seconds: number;
}

/** The entropy of a column, or the joint entropy of several. */
export interface EntropyRow {
  readonly column: string;
  /** Null if there is no entropy; a remark gives the reason. */
  readonly nats: number | null;
  readonly kind: EntropyEstimate["kind"] | null;
  readonly standardError: number | null;
  /** Rows with a value. */
  readonly n: number;
  readonly remarks: readonly Remark[];
}

export interface Entropies extends Source {
  readonly question: EntropyQuestion;
  /** In the order of the question, or of the file. */
  readonly rows: readonly EntropyRow[];
  /** The joint entropy of all columns that have an entropy and are not constant; null for fewer than two. */
  readonly joint: EntropyRow | null;
  /** Number of columns in `joint`. */
  readonly together: number;
  /** Columns not begun when the work was stopped. */
  readonly leftOut: readonly string[];
}

export type { Check, Interval, Remark, Spread, Stop };
