/** @module What an experiment is made of. `experiments/NAME/experiment.ts` exports one by default. */
import type { Engine, Progress } from "natwise";
import type { Plotter } from "../figures/plotter.ts";
import type { Row } from "../row.ts";

export type { Row, Value } from "../row.ts";

export interface JobContext {
  /** Trains critics with one thread: jobs run side by side, each thread with an engine of its own. */
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** A job of an experiment. */
export interface ExperimentJob<Labels extends Row = Row, Found extends Row = Row> {
  /** Where its result is kept: words of letters, digits and . _ + = -, with slashes between them. */
  readonly id: string;
  /** Everything that defines it, the seed too. They begin every row, and a result with other labels is another job's. */
  readonly labels: Labels;
  /** Expected seconds on one core, roughly: the longest start first, and the time left is estimated from it. */
  readonly cost?: number;
  /** One row or several. Must depend only on the labels; what it throws becomes a row with the error. */
  run(context: JobContext): Promise<Found | readonly Found[]>;
}

/** The rows of a kind of job, as claims, figures and tables get them: `RowOf<ReturnType<typeof jobs>[number]>`. */
export type RowOf<Job> =
  Job extends ExperimentJob<infer Labels, infer Found>
    ? { readonly id: string; readonly seconds: number } & Labels & Found
    : never;

export interface Verdict {
  /** Null where it cannot be checked. */
  readonly pass: boolean | null;
  /** The numbers it rests on: "largest error 0.012, at rho 0.99". */
  readonly because: string;
}

export interface Claim<R extends Row = Row> {
  /** A sentence that is true or false. */
  readonly claim: string;
  /** What it throws, "no rows of it", is why it cannot be checked. */
  check(rows: readonly R[]): Verdict;
}

export interface Figure<R extends Row = Row> {
  /** The name of its file, without .svg. */
  readonly name: string;
  readonly caption: string;
  /** Rows have `seconds` here, the time of their whole job. Null where there is nothing to draw yet. */
  draw(rows: readonly R[], plotter: Plotter): string | null;
}

export interface Table<R extends Row = Row> {
  readonly name: string;
  readonly caption: string;
  /** The head, then the body. */
  cells(rows: readonly R[]): readonly (readonly string[])[];
}

/** What `jobs` is asked for: `quick` for a version of minutes; the first of several seeds is `seed`. */
export interface JobsOptions {
  readonly quick: boolean;
  readonly seed: number;
}

export interface Experiment<R extends Row = Row> {
  readonly title: string;
  /** What is repeated here, and by whom it was done first. */
  readonly about: string;
  jobs(options: JobsOptions): readonly ExperimentJob[];
  readonly claims: readonly Claim<R>[];
  readonly figures: readonly Figure<R>[];
  readonly tables?: readonly Table<R>[];
}
