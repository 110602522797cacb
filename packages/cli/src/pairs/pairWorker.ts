/** @module What a thread of `natwise rank` and `natwise matrix` does: looks at pairs of columns of a shared table. */
import { parentPort, workerData } from "node:worker_threads";
import type { Context, Estimator, Interval, Matrix, Screened, Surrogate } from "natwise";
import * as natwise from "natwise";
import { checkColumns, fewestRows } from "../data/checkColumns.ts";
import { columnValues } from "../data/columnValues.ts";
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
  /** Whether neighbouring rows resemble each other in both columns, as those of a series do, and the test takes no account of it. */
  readonly resembles: boolean;
  readonly n: number;
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
  readonly test:
    | { readonly reached: number; readonly shuffles: number; readonly surrogate: string }
    | { readonly refused: string };
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

/** Rows, from the first one on, that the memory of two columns is read from. */
const STRETCH = 10_000;

/** How far the order of the rows tells the values of a table's first two columns. */
function remembered(rows: Table): { factor: number; lag: number } {
  const stretch = Int32Array.from({ length: Math.min(rows.n, STRETCH) }, (_, i) => i);
  const [x, y] = [0, 1].map((at) => {
    const column = matrixOf(sideOf(rows, at, at + 1));
    return natwise.rowsAt(natwise.standardise(column, "column"), stretch);
  });
  return natwise.autocorrelationInflation(x, y);
}

function look(x: number, y: number, given: readonly number[]): Look {
  const rows = tableOf(table, [x, y, ...given]);
  const none = { warnings: [], copy: false, limitless: false, resembles: false, n: rows.n };
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
    const allowedFor = series && !(given.length > 0 && categoriesOf(rows).slice(2).every(Boolean));
    const resembles = !allowedFor && remembered(rows).factor > natwise.inflationLimit;
    return { refused: null, warnings, copy, limitless, resembles, n: rows.n };
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
      estimator: natwise.auto({ train: false, permutations: 0, level, series }),
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

/** Which columns the library takes for categories. */
const categoriesOf = (rows: Table) =>
  rows.columns.map((_, at) => natwise.isCategories(matrixOf(sideOf(rows, at, at + 1))));

/** Shifts between two looks at whether enough have reached the value. */
const SHIFTS = 100;

/**
 * What `gridScreen` does, for two columns of a series: surrogates are circular shifts, no more of them than there are turns, or
 * p-values would be smaller than those of all turns.
 */
async function screenSeries(
  x: number,
  { y, permutations, first, enough }: Extract<Task, { do: "screen" }>,
): Promise<Screened> {
  const rows = tableOf(table, [x, y]);
  const { n } = rows;
  const [u, v] = rows.columns.map(
    (column): Matrix => ({ data: Float64Array.from(columnValues(column)), n, d: 1 }),
  );
  const margin = natwise.shiftMargin(n, remembered(rows).lag);
  const turns = natwise.tooFewTurns(n) !== null ? 0 : n - 2 * margin + 1;
  const end = Math.min(first + permutations, turns);
  const shift = natwise.circularShift({ margin });
  let [b, reached, sum] = [first, 0, 0];
  let [shuffles, nats] = [0, 0];
  do {
    const { compared } = await natwise.gridTest(u, v, {
      surrogate: { ...shift, order: () => shift.order(n, natwise.random(seed, 9, b++)) },
      permutations: Math.max(0, Math.min(SHIFTS, end - b)),
      context,
    });
    nats = compared.observed;
    for (const value of compared.surrogates) {
      if (reached === enough) break;
      shuffles++;
      sum += value;
      if (value >= nats) reached++;
    }
  } while (b < end && reached !== enough);
  return { n, nats: shuffles === 0 ? nats : nats - sum / shuffles, reached, shuffles };
}

/** Rows a test with held-fixed columns looks at: each of its surrogates costs an estimate. */
const TEST_ROWS = 1000;

/** A permutation test with columns held fixed, that ends when `enough` surrogates have reached the data's estimate. */
async function test({
  x,
  y,
  given,
  permutations,
  enough,
}: Extract<Task, { do: "test" }>): Promise<Answers["test"]> {
  const all = tableOf(table, [x, y, ...given]);
  const some = natwise.someRows(all.n, TEST_ROWS, series, seed);
  const pointsOf = (from: number, to: number, scores: boolean): Matrix => {
    const points = matrixOf(sideOf(all, from, to));
    const part = some ? natwise.rowsAt(points, some) : points;
    return scores ? natwise.normalScores(part, { random: natwise.random(seed, 40, from) }) : part;
  };
  const categories = categoriesOf(all);
  const fixed = categories.slice(2);
  if (series && natwise.tooFewTurns(all.n) !== null) return { reached: 0, shuffles: 0, surrogate: "none" };
  try {
    const z = pointsOf(2, all.columns.length, !fixed.some(Boolean));
    const plain = fixed.every(Boolean);
    const side = async (at: 0 | 1) => {
      const column = pointsOf(at, at + 1, !categories[at]);
      return plain || categories[at] ? column : natwise.residuals(column, z, context);
    };
    const [u, v] = [await side(0), await side(1)];
    const surrogate: Surrogate = plain
      ? natwise.withinGroups(z)
      : series
        ? natwise.circularShift({ margin: natwise.shiftMargin(z.n, remembered(all).lag) })
        : natwise.localPermutation(z);
    const estimator: Estimator =
      plain && categories[0] && categories[1]
        ? natwise.discrete()
        : categories[0] || categories[1]
          ? natwise.gao()
          : natwise.ksg();
    const nats = async (rows: Matrix) => (await estimator.conditional!(u, rows, z, context)).nats;
    const observed = await nats(v);
    let [reached, shuffles] = [0, 0];
    while (shuffles < permutations && reached < (enough ?? Number.POSITIVE_INFINITY)) {
      const order = surrogate.order(v.n, natwise.random(seed, 5, shuffles));
      if ((await nats(natwise.rowsAt(v, order))) >= observed) reached++;
      shuffles++;
    }
    return { reached, shuffles, surrogate: surrogate.name };
  } catch (error) {
    return { refused: refusal(error) };
  }
}

async function run(task: Task): Promise<Answers[keyof Answers]> {
  switch (task.do) {
    case "look":
      return task.xs.map((x) => look(x, task.y, task.given));
    case "screen": {
      const { permutations, first, enough } = task;
      if (series) return Promise.all(task.xs.map((x) => screenSeries(x, task)));
      return natwise.gridScreen(
        valuesOf(table, task.y),
        task.xs.map((x) => valuesOf(table, x)),
        { seed, permutations, first, enough: enough ?? undefined },
      );
    }
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
