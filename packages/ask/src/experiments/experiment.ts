/** @module What an experiment is made of. `experiments/NAME/experiment.mjs` exports one by default. */
import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine, Progress } from "natwise";
import type { Plotter } from "../figures/figure.ts";
import { UsageError } from "../UsageError.ts";

/** What JSON can say. Numbers that are not finite become null. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value };
export type Row = { readonly [key: string]: Value };

export interface JobContext {
  /** Runs one thing at a time: jobs run beside one another, each with an engine of its own. */
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Job {
  /** Where its result is kept: words of letters, digits and . _ + = -, with slashes between them. */
  readonly id: string;
  /** Everything that makes it what it is, the seed too; they begin every row. A result of other labels is of another job. */
  readonly labels: Row;
  /** Expected seconds of one core, roughly: the longest start first, and the time left is told by it. */
  readonly cost?: number;
  /** One row or several. Must depend on nothing but the labels; what it throws becomes a row with the error. */
  run(context: JobContext): Promise<Row | readonly Row[]>;
}

export interface Verdict {
  /** Null where it cannot be checked. */
  readonly pass: boolean | null;
  /** The numbers it rests on: "largest error 0.012, at rho 0.99". */
  readonly because: string;
}

export interface Claim {
  /** A sentence that is true or false. */
  readonly claim: string;
  /** What it throws, "no rows of it", is why it cannot be checked. */
  check(rows: readonly Row[]): Verdict;
}

export interface Figure {
  /** The name of its file, without .svg. */
  readonly name: string;
  readonly caption: string;
  /** Rows have `seconds` here, the time of their whole job. Null where there is nothing to draw yet. */
  draw(rows: readonly Row[], plotter: Plotter): string | null;
}

export interface Table {
  readonly name: string;
  readonly caption: string;
  /** The head, then the body. */
  cells(rows: readonly Row[]): readonly (readonly string[])[];
}

export interface Experiment {
  readonly title: string;
  /** What is repeated here, and by whom it was done first. */
  readonly about: string;
  /** `quick` asks for a version of minutes; the first of several seeds is `seed`. */
  jobs(options: { readonly quick: boolean; readonly seed: number }): readonly Job[];
  readonly claims: readonly Claim[];
  readonly figures: readonly Figure[];
  readonly tables?: readonly Table[];
}

/** An experiment as it lies on disk. */
export interface Found {
  readonly name: string;
  readonly folder: string;
  /** What is imported. */
  readonly file: string;
}

/**
 * The experiment at `path`, a folder with an experiment.mjs in it or that file itself.
 *
 * @throws UsageError where there is none
 */
export function findExperiment(path: string): Found {
  const there = statSync(path, { throwIfNoEntry: false });
  const file = resolve(there?.isDirectory() ? join(path, "experiment.mjs") : path);
  if (!there || !statSync(file, { throwIfNoEntry: false })) {
    throw new UsageError(`there is no experiment at ${path}; name a folder with an experiment.mjs in it`);
  }
  return { file, folder: dirname(file), name: basename(dirname(file)) };
}

/** Imports what `findExperiment` found. */
export async function loadExperiment({ file }: Pick<Found, "file">): Promise<Experiment> {
  const { default: experiment } = await import(pathToFileURL(file).href);
  if (typeof experiment?.jobs !== "function") {
    throw new UsageError(`${file}: must export an experiment by default, with jobs, claims and figures`);
  }
  return experiment;
}

/** The jobs of an experiment, their ids checked: two jobs of one id would share a result. */
export function jobsOf(experiment: Experiment, options: { quick: boolean; seed: number }): readonly Job[] {
  const jobs = experiment.jobs(options);
  const seen = new Set<string>();
  for (const { id } of jobs) {
    if (!/^[\w.+=-]+(\/[\w.+=-]+)*$/.test(id) || id.split("/").some((part) => /^\.*$/.test(part))) {
      throw new UsageError(
        `job "${id}": an id is words of letters, digits and . _ + = -, with slashes between`,
      );
    }
    if (seen.has(id)) throw new UsageError(`job "${id}": two jobs have this id; each needs its own`);
    seen.add(id);
  }
  return jobs;
}
