/** @module The words of the application layer. Questions and answers are plain JSON; a table is what they are about. */
import type { Check, EntropyEstimate, Estimate, Interval, Progress, Remark, Spread, Stop } from "natwise";

// ---- tables ----

/** A column of numbers: what was read as a number, a date or a time. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
  /** Dates and times are seconds (since 1970 where they have a date). */
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

/** Columns of a file, rows in the file's order. */
export interface Table {
  readonly path: string;
  readonly columns: readonly Column[];
  /** Rows in the columns. */
  readonly n: number;
  /** Rows in the file that pass `where`. */
  readonly read: number;
  /** Rows dropped because something was missing in them. */
  readonly dropped: number;
  /** What was done to the data on the way. */
  readonly notes: readonly Remark[];
  /** Columns that were asked for and could not be read, where that was allowed. */
  readonly unreadable?: readonly Refused[];
}

/** A column that cannot be worked with, and why. */
export interface Refused {
  readonly column: string;
  readonly why: Remark;
}

// ---- questions ----

/** An estimator and its options: flags, labels of experiments, jobs and snippets are made from it. */
export interface EstimatorSpec {
  /** As the command has it: "auto", "ksg", "infonce". */
  readonly name: string;
  /** Neighbours, of the estimators that go by them. */
  readonly k?: number;
  /** The network of a trained one: "separable" or "concat". */
  readonly critic?: string;
  /** Training steps at most. */
  readonly steps?: number;
  /** Pairs a training step. */
  readonly batch?: number;
}

/** How much information do these columns carry about those, given others? */
export interface EstimateQuestion {
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly given: readonly string[];
  /** The first is the answer, the others stand beside it. */
  readonly estimators: readonly EstimatorSpec[];
  /** Of the interval; null for none. */
  readonly level: number | null;
  /** Of the test; 0 for no p-value. */
  readonly permutations: number;
  /** Whether rows follow one another in time. */
  readonly series: boolean;
  readonly seed: number;
}

/** Do these columns depend on those, given others? */
export type TestQuestion = Pick<EstimateQuestion, "x" | "y" | "given" | "permutations" | "series" | "seed">;

/** What `rank` and `matrix` have in common. */
export interface PairsQuestion {
  /** Surrogates for each p-value; null for as many as the number of tests asks for. */
  readonly permutations: number | null;
  /** Pairs to estimate; the others are screened. Null for a few hundred. */
  readonly top: number | null;
  readonly series: boolean;
  readonly seed: number;
}

/** How much information does each column carry about the target, given others? */
export interface RankQuestion extends PairsQuestion {
  readonly target: string;
  readonly given: readonly string[];
  /** Whether to order columns by what they add to each other, too. */
  readonly redundancy: boolean;
}

/** How much information do columns carry about each other? */
export type MatrixQuestion = PairsQuestion;

/** How uncertain are columns? */
export interface EntropyQuestion {
  /** By default by how often values repeat. */
  readonly kind?: EntropyEstimate["kind"];
  readonly seed: number;
}

/** What every question is given besides table and question. */
export interface Asking {
  readonly signal: AbortSignal;
  /** Why the signal was aborted; null where it was not. */
  readonly stop: () => Stop | null;
  readonly onProgress: (progress: Progress) => void;
}

// ---- answers ----

/** What every answer says of where it comes from. */
export interface Source {
  readonly path: string;
  /** Rows read, before any was dropped. */
  readonly read: number;
  readonly seed: number;
  /** What was done to the data. */
  readonly notes: readonly Remark[];
  /** What could be wrong. */
  readonly remarks: readonly Remark[];
}

/** Columns of one side of a question. */
export interface Side {
  readonly names: readonly string[];
  /** What each encoded column is: "age", "species=Adelie". */
  readonly labels: readonly string[];
}

/** An estimate as plain JSON. */
export type PlainEstimate = Omit<Estimate, "critic" | "local">;

/** The largest possible value: the entropy of the side made of texts, conditional on the given columns. */
export interface Most {
  readonly nats: number;
  /** Whose entropy it is. */
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
  /** In the order asked for. */
  readonly estimates: readonly PlainEstimate[];
  readonly most: Most | null;
  /** Whether the test shifted rows in time; else it shuffled them. */
  readonly shifted: boolean;
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
  /** Surrogates drawn. */
  readonly permutations: number;
  /** Rows used, of these looked at, and dropped for missing values. */
  readonly n: number;
  readonly tested: number;
  readonly dropped: number;
}

/** What is said of a pair of columns. */
export interface PairNumbers {
  /** Null where nothing can be said, or nothing was said in time. */
  readonly nats: number | null;
  readonly interval: Interval | null;
  readonly pValue: number | null;
  /** p over all pairs that were tested (Benjamini and Hochberg). */
  readonly qValue: number | null;
  readonly estimator: string | null;
  readonly remarks: readonly Remark[];
}

export interface RankRow extends PairNumbers {
  readonly column: string;
}

/** A column in the order in which columns add most. */
export interface Added {
  readonly column: string;
  readonly nats: number;
  /** The column given which it adds least; null where its own information is least. */
  readonly beyond: string | null;
}

export interface Ranking extends Source {
  readonly question: RankQuestion;
  /** The target and the given columns, as the file has them. */
  readonly target: string;
  readonly given: readonly string[];
  /** Best first; what cannot be answered last. */
  readonly rows: readonly RankRow[];
  /** Null where that was not asked for. */
  readonly order: readonly Added[] | null;
  /** Columns that nothing was done about before the work was stopped. */
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
  /** Columns that could be answered, those that carry information about each other side by side. */
  readonly columns: readonly string[];
  /** Best first. */
  readonly rows: readonly MatrixRow[];
  readonly refused: readonly Refused[];
  /** Pairs that nothing was done about before the work was stopped. */
  readonly leftOut: number;
  readonly seconds: number;
}

/** The entropy of a column, or of several together. */
export interface EntropyRow {
  readonly column: string;
  /** Null where there is none; a remark says why. */
  readonly nats: number | null;
  readonly kind: EntropyEstimate["kind"] | null;
  readonly standardError: number | null;
  /** Rows with a value. */
  readonly n: number;
  readonly remarks: readonly Remark[];
}

export interface Entropies extends Source {
  readonly question: EntropyQuestion;
  /** In the file's order, or that asked for. */
  readonly rows: readonly EntropyRow[];
  /** Of the columns that have one, constants aside, together; null of fewer than two. */
  readonly joint: EntropyRow | null;
  /** How many columns that are. */
  readonly together: number;
  /** Columns that nothing was done about before the work was stopped. */
  readonly leftOut: readonly string[];
}

export type { Check, Interval, Remark, Spread, Stop };
