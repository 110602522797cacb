import type { Engine, Estimate, Progress } from "natwise";
import { checkColumns } from "./data/checkColumns.ts";
import { type Encoded, encodeColumns } from "./data/encodeColumns.ts";
import { entropy } from "./data/entropy.ts";
import { type ReadOptions, readTable } from "./data/readTable.ts";
import type { Table } from "./data/table.ts";
import { type EstimatorName, type EstimatorSettings, makeEstimator } from "./estimators.ts";
import { UsageError } from "./UsageError.ts";

/** What is asked: how much do these columns know about those? Row i of x belongs to row i of y. */
export interface Question {
  readonly path: string;
  readonly x: Encoded;
  readonly y: Encoded;
  /** Rows used, rows read, rows dropped for missing values. */
  readonly n: number;
  readonly read: number;
  readonly dropped: number;
  /** What was done to the data, for people. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The most there is to know: the entropy of the side that is made of texts. */
export interface Most {
  readonly nats: number;
  /** Whose entropy it is. */
  readonly of: string;
}

export interface Answer extends Question {
  /** In the order asked for; the first is the answer, the others stand beside it. */
  readonly estimates: readonly Estimate[];
  readonly settings: EstimatorSettings;
  readonly most: Most | null;
}

/** Reads the columns of a file into a question. */
export async function readQuestion(
  options: Omit<ReadOptions, "columns"> & { readonly x: readonly string[]; readonly y: readonly string[] },
): Promise<Question> {
  const { x, y } = options;
  for (const [i, name] of [...x, ...y].entries()) {
    const same = [...x, ...y].findIndex((other) => other.toLowerCase() === name.toLowerCase());
    if (same === i) continue;
    throw new UsageError(
      same < x.length && i >= x.length
        ? `column "${name}" is both in --x and in --y: it knows everything about itself; leave it out of one`
        : `column "${name}" is named twice; name it once`,
    );
  }
  const table = await readTable({ ...options, columns: [...x, ...y] });
  return question(table, x.length);
}

/** A table's first `width` columns against the others. */
export function question(table: Table, width: number): Question {
  const suspect = checkColumns(table);
  const x = encodeColumns(table.columns.slice(0, width));
  const y = encodeColumns(table.columns.slice(width));
  const { path, n, read, dropped, notes, warnings } = table;
  return {
    ...{ path, x, y, n, read, dropped },
    notes: [
      ...notes,
      ...x.notes,
      ...y.notes,
      "all columns are standardised, which does not change what they know",
    ],
    warnings: [...warnings, ...suspect],
  };
}

export interface AskOptions extends EstimatorSettings {
  readonly estimators?: readonly EstimatorName[];
  readonly seed?: number;
  readonly engine?: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Answers a question with one or several estimators, one after the other. */
export async function ask(
  asked: Question,
  { estimators = ["mine"], seed = 0, engine, signal, onProgress, ...settings }: AskOptions = {},
): Promise<Answer> {
  const { estimate } = await import("natwise");
  const estimates: Estimate[] = [];
  for (const [i, name] of estimators.entries()) {
    const estimator = await makeEstimator(name, settings);
    signal?.throwIfAborted();
    estimates.push(
      await estimate(asked.x, asked.y, {
        estimator,
        seed,
        engine,
        signal,
        onProgress: onProgress && ((p) => onProgress({ ...p, done: (i + p.done) / estimators.length })),
      }),
    );
  }
  const limit = most(asked);
  const warnings = [...asked.warnings, ...estimates.flatMap((e) => tooMuch(e, limit))];
  return { ...asked, warnings, estimates, settings, most: limit };
}

function tooMuch({ estimator, nats }: Estimate, limit: Most | null): string[] {
  if (limit === null || nats <= limit.nats) return [];
  return [
    `${estimator} is above what is possible, the entropy of ${limit.of} (${limit.nats.toFixed(3)} nats): nearly all there is to know is known, and the rest is noise.`,
  ];
}

function most({ x, y }: Question): Most | null {
  const sides = [x, y].flatMap(({ names, columns }) => {
    const nats = entropy(columns);
    return nats === null ? [] : [{ nats, of: names.join(", ") }];
  });
  return sides.sort((a, b) => a.nats - b.nats)[0] ?? null;
}
