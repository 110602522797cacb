/** @module The parts of an experiment, which is the default export of `experiments/NAME/experiment.ts`. */
import type { Engine, Progress } from "natwise";
import type { Plotter } from "../figures/plotter.ts";
import type { Row } from "../row.ts";

export type { Row, Value } from "../row.ts";

export interface JobContext {
  /** Trains critics on one thread. Jobs run in parallel, and each thread has its own engine. */
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** A job of an experiment. */
export interface ExperimentJob<Labels extends Row = Row, Found extends Row = Row> {
  /** The path of its result: words of letters, digits and . _ + = -, separated by slashes. */
  readonly id: string;
  /** Everything that defines the job, including the seed. Labels begin every row; a stored result with other labels is ignored. */
  readonly labels: Labels;
  /** Rough seconds on one core. The longest jobs start first, and the time left is estimated from it. */
  readonly cost?: number;
  /** Returns one row or several, which must depend only on the labels. An error becomes a row. */
  run(context: JobContext): Promise<Found | readonly Found[]>;
}

/** The rows of a kind of job, as passed to claims, figures and tables: `RowOf<ReturnType<typeof jobs>[number]>`. */
export type RowOf<Job> =
  Job extends ExperimentJob<infer Labels, infer Found>
    ? { readonly id: string; readonly seconds: number } & Labels & Found
    : never;

export interface Verdict {
  /** Null if the claim cannot be checked. */
  readonly pass: boolean | null;
  /** The numbers it rests on: "largest error 0.012, at rho 0.99". */
  readonly because: string;
}

export interface Claim<R extends Row = Row> {
  /** A sentence that is either true or false. */
  readonly claim: string;
  /** Throws the reason if the claim cannot be checked: "no rows of it". */
  check(rows: readonly R[]): Verdict;
}

export interface Figure<R extends Row = Row> {
  /** File name without .svg. */
  readonly name: string;
  readonly caption: string;
  /** Rows include `seconds`, the time of the whole job. Null if there is nothing to draw yet. */
  draw(rows: readonly R[], plotter: Plotter): string | null;
}

export interface Table<R extends Row = Row> {
  readonly name: string;
  readonly caption: string;
  /** The heading row, then the body. */
  cells(rows: readonly R[]): readonly (readonly string[])[];
}

/** Options of `jobs`. */
export interface JobsOptions {
  /** A version that takes minutes. */
  readonly quick: boolean;
  /** The first of the experiment's seeds. */
  readonly seed: number;
}

export interface Experiment<R extends Row = Row> {
  readonly title: string;
  /** The original work, and the part repeated here. */
  readonly about: string;
  jobs(options: JobsOptions): readonly ExperimentJob[];
  readonly claims: readonly Claim<R>[];
  readonly figures: readonly Figure<R>[];
  readonly tables?: readonly Table<R>[];
}
