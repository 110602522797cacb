/** @module What a thread of `natwise rank` and `natwise matrix` does: looks at pairs of columns of a shared table. */
import { parentPort, workerData } from "node:worker_threads";
import type { Context, Interval, Matrix } from "natwise";
import * as natwise from "natwise";
import { checkColumns, fewestRows } from "../data/checkColumns.ts";
import { encodeColumns } from "../data/encodeColumns.ts";
import { infiniteValues } from "../data/infiniteValues.ts";
import { isCopy } from "../data/isCopy.ts";
import { matrixOf } from "../data/matrixOf.ts";
import { noValues } from "../data/noValues.ts";
import type { Table } from "../data/table.ts";
import { type SharedTable, tableOf, valuesOf } from "./sharedTable.ts";

/** Columns by their place in the table. */
interface Columns {
  readonly x: number;
  readonly y: number;
  readonly given: readonly number[];
}

export type Task =
  | {
      readonly do: "look";
      readonly y: number;
      readonly xs: readonly number[];
      readonly given: readonly number[];
    }
  | {
      readonly do: "screen";
      readonly y: number;
      readonly xs: readonly number[];
      readonly given: readonly number[];
      readonly permutations: number;
      readonly first: number;
      readonly enough: number | null;
    }
  | ({ readonly do: "estimate"; readonly level: number | null } & Columns)
  | ({ readonly do: "test"; readonly permutations: number; readonly enough: number | null } & Columns);

/** What a first look at a pair tells. */
export interface Look {
  /** Why nothing can be said about it; null where something can. */
  readonly refused: string | null;
  readonly warnings: readonly string[];
  readonly copy: boolean;
  /** Whether it is a copy made of numbers on a scale: then its information has no limit, and no estimate a meaning. */
  readonly limitless: boolean;
  readonly n: number;
}

/** What a permutation test of a pair counted. */
export interface Counted {
  /** Surrogates whose statistic was at least that of the data. */
  readonly reached: number;
  /** Surrogates drawn. */
  readonly shuffles: number;
}

export interface Screened extends Counted {
  /** Plug-in information on a grid of ranks less its mean over the surrogates, in nats; may be negative. */
  readonly nats: number;
  /** Whether neighbouring rows resemble each other in both columns, as those of a series do, and the test takes no account of it. */
  readonly resembles: boolean;
}

export interface Estimated {
  readonly nats: number;
  readonly interval: Interval | null;
  readonly estimator: string;
  readonly warnings: readonly string[];
  readonly n: number;
}

/** The answer to each kind of task; `refused` where the library does not take the data. */
export interface Answers {
  readonly look: readonly Look[];
  readonly screen: readonly Screened[];
  readonly estimate: Estimated | { readonly refused: string };
  readonly test: Counted | { readonly refused: string };
}

export interface WorkerData {
  readonly table: SharedTable;
  readonly seed: number;
  /** Whether rows follow one another in time. */
  readonly series: boolean;
}
export type ToWorker = { readonly id: number; readonly task: Task };
export type FromWorker = { readonly id: number } & (
  | { readonly answer: Answers[keyof Answers] }
  | { readonly error: string }
);

const { table, seed, series } = workerData as WorkerData;
const port = parentPort!;
const context: Context = {
  seed,
  engine: () => Promise.reject(new Error("pairs: nothing is trained")),
};

function look(x: number, y: number, given: readonly number[]): Look {
  const rows = tableOf(table, [x, y, ...given]);
  const none = { warnings: [], copy: false, limitless: false, n: rows.n };
  const { name } = table.columns[x];
  const [column] = rows.columns;
  if (valuesOf(table, x).every(Number.isNaN)) return { ...none, refused: noValues(name) };
  if (rows.n < fewestRows) {
    const others = [y, ...given].map((other) => table.columns[other].name).join(", ");
    return {
      ...none,
      refused: `column "${name}" has a value in ${rows.n} of the rows that have one in ${others}: natwise needs at least ${fewestRows}; fill values in, or leave it out`,
    };
  }
  const infinite = infiniteValues(column);
  if (infinite !== null) return { ...none, refused: infinite };
  try {
    checkColumns({ ...rows, columns: rows.columns.slice(1) }, { byRanks: true });
    const warnings = checkColumns({ ...rows, columns: rows.columns.slice(0, 1) }, { byRanks: true });
    const few = series ? natwise.tooFewTurns(rows.n) : null;
    if (few !== null) warnings.push(few);
    const copy = isCopy(rows.columns[0], rows.columns[1]);
    const limitless = copy && column.kind === "number" && new Set(column.values).size > rows.n / 2;
    for (const at of rows.columns.keys()) side(rows, at, at + 1);
    return { refused: null, warnings, copy, limitless, n: rows.n };
  } catch (error) {
    return { ...none, refused: refusal(error) };
  }
}

/** What a UsageError or the library's own RangeError says; anything else is a bug and passes on. */
function refusal(error: unknown): string {
  if (error instanceof RangeError || (error instanceof Error && error.name === "UsageError"))
    return error.message;
  throw error;
}

const sideOf = (rows: Table, from: number, to: number) => encodeColumns(rows.columns.slice(from, to));

/** Columns as the library's test takes them. */
const side = (rows: Table, from: number, to: number): Matrix =>
  natwise.standardise(matrixOf(sideOf(rows, from, to)), rows.columns[from].name);

async function estimate({
  x,
  y,
  given,
  level,
}: Columns & { level: number | null }): Promise<Answers["estimate"]> {
  const rows = tableOf(table, [x, y, ...given]);
  const merged = rows.columns
    .slice(0, 1)
    .flatMap((column) => sideOf({ ...rows, columns: [column] }, 0, 1).notes)
    .filter((note) => /different values/.test(note))
    .map((note) => `${note}.`);
  try {
    const found = await natwise.estimate(sideOf(rows, 0, 1), sideOf(rows, 1, 2), {
      estimator: natwise.auto({ train: false }),
      ...{ level, series },
      given: given.length > 0 ? sideOf(rows, 2, rows.columns.length) : undefined,
      seed,
    });
    const { nats, interval, estimator, warnings } = found;
    const nameOf = (side: string) => rows.columns[side === "x" ? 0 : 1].name;
    const named = warnings.map((text) =>
      text
        .replace(/\ba column of ([xy])\b/, (_, side) => `column "${nameOf(side)}"`)
        .replace(/\b([xy])(?= has \d+ categories| is a linear function)/, (side) => `"${nameOf(side)}"`)
        .replace(/(?<=of their category in )([xy])\b/, (side) => `"${nameOf(side)}"`)
        .replace(/ If they are categories, .*/, " If they are categories, write them as texts."),
    );
    return { nats, interval, estimator, warnings: [...merged, ...named], n: rows.n };
  } catch (error) {
    return { refused: refusal(error) };
  }
}

const categories = (rows: Table) => natwise.isCategories(matrixOf(encodeColumns(rows.columns)));

/** The rows in which one of two columns has no value. */
function gaps(a: Float64Array, b: Float64Array): string {
  const rows: number[] = [];
  for (let i = 0; i < a.length; i++) if (Number.isNaN(a[i]) || Number.isNaN(b[i])) rows.push(i);
  return rows.join();
}

/** Columns tested with y on a grid of ranks, side by side where they have the same rows. */
async function screen({
  y,
  xs,
  given,
  permutations,
  first,
  enough,
}: Extract<Task, { do: "screen" }>): Promise<readonly Screened[]> {
  const groups = new Map<string, { right: Matrix; members: { at: number; x: Matrix }[] }>();
  for (const [at, x] of xs.entries()) {
    const rows = tableOf(table, [x, y]);
    const key = gaps(valuesOf(table, x), valuesOf(table, y));
    const group = groups.get(key) ?? { right: side(rows, 1, 2), members: [] };
    group.members.push({ at, x: side(rows, 0, 1) });
    groups.set(key, group);
  }
  // A series is shifted, but where categories are held fixed.
  const allowedFor = series && (given.length === 0 || !categories(tableOf(table, given)));
  const found: Screened[] = new Array(xs.length);
  for (const { right, members } of groups.values()) {
    const tests = await natwise.independenceTests(
      members.map(({ x }) => x),
      right,
      null,
      { permutations, first, maxExceedances: enough ?? undefined, series, context },
    );
    for (const [i, { excess, exceedances, permutations, inflation }] of tests.entries()) {
      const resembles = !allowedFor && inflation > natwise.inflationLimit;
      found[members[i].at] = { nats: excess ?? 0, reached: exceedances, shuffles: permutations, resembles };
    }
  }
  return found;
}

/** A permutation test with columns held fixed. */
async function test(task: Extract<Task, { do: "test" }>): Promise<Answers["test"]> {
  const { x, y, given, permutations, enough } = task;
  const rows = tableOf(table, [x, y, ...given]);
  try {
    const [u, v, z] = [side(rows, 0, 1), side(rows, 1, 2), side(rows, 2, rows.columns.length)];
    const found = await natwise.independenceTest(u, v, z, {
      ...{ permutations, maxExceedances: enough ?? undefined, series, context },
    });
    return { reached: found.exceedances, shuffles: found.permutations };
  } catch (error) {
    return { refused: refusal(error) };
  }
}

async function run(task: Task): Promise<Answers[keyof Answers]> {
  switch (task.do) {
    case "look":
      return task.xs.map((x) => look(x, task.y, task.given));
    case "screen":
      return screen(task);
    case "estimate":
      return estimate(task);
    case "test":
      return test(task);
  }
}

port.on("message", async ({ id, task }: ToWorker) => {
  try {
    port.postMessage({ id, answer: await run(task) } satisfies FromWorker);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id, error: text } satisfies FromWorker);
  }
});
