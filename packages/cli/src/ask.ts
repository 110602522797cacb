import type { Engine, Estimate, Progress } from "natwise";
import { checkColumns } from "./data/checkColumns.ts";
import { checkRows } from "./data/checkRows.ts";
import { type Encoded, encodeColumns } from "./data/encodeColumns.ts";
import { entropy } from "./data/entropy.ts";
import { matrixOf } from "./data/matrixOf.ts";
import { type ReadOptions, readTable } from "./data/readTable.ts";
import type { Table } from "./data/table.ts";
import { defaults, type EstimatorName, type EstimatorSettings, makeEstimator } from "./estimators.ts";
import { columnNames } from "./format/columnNames.ts";
import { commandWords } from "./format/commandWords.ts";
import { formatP, SIGNIFICANT } from "./format/pValue.ts";
import { UsageError } from "./UsageError.ts";

/** What is asked: how much do these columns know about those, beyond others? Row i of x belongs to row i of y. */
export interface Question {
  readonly path: string;
  readonly x: Encoded;
  readonly y: Encoded;
  /** Columns held fixed. */
  readonly given: Encoded | null;
  /** Rows used, rows read, rows dropped for missing values. */
  readonly n: number;
  readonly read: number;
  readonly dropped: number;
  /** What was done to the data, for people. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The most there is to know: the entropy of the side that is made of texts, with columns held fixed what they leave of it. */
export interface Most {
  readonly nats: number;
  /** Whose entropy it is. */
  readonly of: string;
}

export interface Answer extends Question {
  /** In the order asked for; the first is the answer, the others stand beside it. */
  readonly estimates: readonly Estimate[];
  readonly settings: EstimatorSettings & { readonly level: number | null; readonly permutations: number };
  readonly most: Most | null;
  /** Whether the test shifts rows in time; else it shuffles them, of a series too where categories are held fixed. */
  readonly shifted: boolean;
}

/** Reads the columns of a file into a question. */
export async function readQuestion(
  options: Omit<ReadOptions, "columns"> & {
    readonly x: readonly string[];
    readonly y: readonly string[];
    readonly given?: readonly string[];
  },
): Promise<Question> {
  const { x, y, given = [] } = options;
  const all = [
    ...x.map((name) => ({ name, option: "--x" })),
    ...y.map((name) => ({ name, option: "--y" })),
    ...given.map((name) => ({ name, option: "--given" })),
  ];
  for (const [i, { name, option }] of all.entries()) {
    const same = all.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same === i) continue;
    if (all[same].option === option) throw new UsageError(`column "${name}" is named twice; name it once`);
    throw new UsageError(
      `column "${name}" is both in ${all[same].option} and in ${option}: ${option === "--given" ? "what is held fixed has nothing to tell" : "it knows everything about itself"}; leave it out of one`,
    );
  }
  const table = await readTable({ ...options, columns: [...x, ...y, ...given] });
  return question(table, x.length, given.length);
}

/** A table's first `width` columns against the others, of which the last `fixed` are held fixed. */
export function question(table: Table, width: number, fixed = 0): Question {
  const end = table.columns.length - fixed;
  const suspect = [...checkColumns(table), ...checkRows(table, width, end)];
  const x = encodeColumns(table.columns.slice(0, width));
  const y = encodeColumns(table.columns.slice(width, end));
  const given = fixed === 0 ? null : encodeColumns(table.columns.slice(end));
  const { path, n, read, dropped, notes, warnings } = table;
  return {
    ...{ path, x, y, given, n, read, dropped },
    notes: [
      ...notes,
      ...[x, y].flatMap((side) => side.notes),
      ...(given?.notes ?? []),
      "all columns are standardised, which does not change what they know",
    ],
    warnings: [...warnings, ...suspect],
  };
}

export interface AskOptions extends EstimatorSettings {
  readonly estimators?: readonly EstimatorName[];
  readonly seed?: number;
  /** Trains critics; a function is called when there is one to train. */
  readonly engine?: Engine | (() => Promise<Engine>);
  readonly signal?: AbortSignal;
  /** Whether what is done when the signal is aborted is an answer. */
  readonly limited?: boolean;
  /** Why the work ended early; null where it did not. */
  readonly why?: () => string | null;
  readonly onProgress?: (progress: Progress) => void;
}

/** Answers a question with one or several estimators, one after the other. */
export async function ask(
  asked: Question,
  {
    estimators = ["auto"],
    seed = 0,
    engine,
    signal,
    limited = false,
    why,
    onProgress,
    ...more
  }: AskOptions = {},
): Promise<Answer> {
  const { estimate, isCategories } = await import("natwise");
  const settings = {
    ...more,
    level: more.level === undefined ? defaults.level : more.level,
    permutations: more.permutations ?? defaults.permutations,
  };
  const { level, permutations, series } = settings;
  const estimates: Estimate[] = [];
  for (const [i, name] of estimators.entries()) {
    // The test is the same whichever estimator says how much it is: once is enough.
    const shuffles = i === 0 ? permutations : 0;
    const estimator = await makeEstimator(name, settings);
    const found = await estimate(asked.x, asked.y, {
      ...{ estimator, given: asked.given ?? undefined, level, permutations: shuffles, series },
      ...{ seed, engine, signal, partial: limited },
      onProgress: onProgress && ((p) => onProgress({ ...p, done: (i + p.done) / estimators.length })),
    }).catch((error) => {
      if (limited && signal?.aborted && i > 0) return null;
      // A refusal of data with its remedy, which names a column by its number.
      throw error instanceof RangeError ? new RangeError(columnNames(error.message, asked)) : error;
    });
    if (found === null) break;
    const warnings = found.warnings.map((text) => columnNames(commandWords(text), asked));
    estimates.push({ ...found, warnings, pValue: estimates[0]?.pValue ?? found.pValue });
  }
  const limit = most(asked);
  const stopped =
    limited && signal?.aborted
      ? [stoppedBecause(why?.() ?? "it was stopped", estimators.slice(estimates.length))]
      : [];
  const warnings = [
    ...stopped,
    ...asked.warnings,
    ...estimates.flatMap((e) => [...tooMuch(e, limit), ...notSeen(e)]),
  ];
  const { given } = asked;
  const grouped = given !== null && isCategories(matrixOf(given));
  return { ...asked, warnings, estimates, settings, most: limit, shifted: series === true && !grouped };
}

function stoppedBecause(why: string, missing: readonly EstimatorName[]): string {
  const without =
    missing.length === 0 ? "" : `; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`;
  return `This is what was done when ${why}${without}.`;
}

function tooMuch({ estimator, nats }: Estimate, limit: Most | null): string[] {
  // Sums in another order differ in their last digits.
  if (limit === null || nats <= limit.nats + 1e-9) return [];
  return [
    `${estimator} is above what is possible, the entropy of ${limit.of} (${limit.nats.toFixed(3)} nats): nearly all there is to know is known, and the rest is noise.`,
  ];
}

/** Whether rows that a critic had not seen bear out what it found, beyond the error of the folds. */
export function holdsUp({ heldOut, interval }: Estimate): boolean {
  return heldOut !== null && interval !== null && interval.low > 0;
}

function notSeen(estimate: Estimate): string[] {
  const { estimator, pValue } = estimate;
  if (pValue === null || pValue <= SIGNIFICANT || !holdsUp(estimate)) return [];
  return [
    `The test of independence (p = ${formatP(pValue)}) sees nothing, but the critic of ${estimator} told rows apart that it had not seen: the test is by ranks or neighbours, which miss some kinds of dependence. More rows would settle it.`,
  ];
}

/** The entropy of the side that has the smaller one; with columns held fixed H(side, given) - H(given). */
function most({ x, y, given }: Question): Most | null {
  const fixed = given ? entropy(given.columns) : 0;
  if (fixed === null) return null;
  const sides = [x, y].flatMap(({ names, columns }) => {
    const nats = entropy([...columns, ...(given?.columns ?? [])]);
    if (nats === null) return [];
    const of = names.join(", ");
    return [{ nats: nats - fixed, of: given ? `${of} given ${given.names.join(", ")}` : of }];
  });
  return sides.sort((a, b) => a.nats - b.nats)[0] ?? null;
}
