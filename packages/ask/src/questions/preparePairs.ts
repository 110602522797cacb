/** @module What a worker does for questions on pairs of columns of a shared table. */
import {
  auto,
  type Context,
  DataError,
  estimate as estimateOf,
  fewestRows,
  type IndependenceTest,
  type Interval,
  independenceTests,
  inflationLimit,
  isCategories,
  type Matrix,
  type Remark,
  remark,
  standardise,
} from "natwise";
import { checkColumns } from "../tables/checkColumns.ts";
import { type Encoded, encodeColumns } from "../tables/encodeColumns.ts";
import { infiniteValues } from "../tables/infiniteValues.ts";
import { isCopy } from "../tables/isCopy.ts";
import { matrixOf } from "../tables/matrixOf.ts";
import { type SharedTable, tableOf, valuesOf } from "../tables/sharedTable.ts";
import type { Table } from "../types.ts";
import { nameColumns } from "./nameColumns.ts";
import { refusalOf } from "./refusalOf.ts";

export interface PairSetup {
  readonly table: SharedTable;
  readonly seed: number;
  /** Whether rows follow one another in time. */
  readonly series: boolean;
}

/** Columns x, each with y, given others, by their places in the table. */
export interface LookInput {
  readonly y: number;
  readonly xs: readonly number[];
  readonly given: readonly number[];
}

/** What a first look at a pair shows. */
export interface Look {
  /** Why nothing can be said about it; null where something can. */
  readonly refusal: Remark | null;
  readonly remarks: readonly Remark[];
  readonly copy: boolean;
  /** Whether it is a copy made of numbers on a scale: its information is infinite, and no estimate has a meaning. */
  readonly unbounded: boolean;
  readonly n: number;
}

export interface TestInput extends LookInput {
  readonly permutations: number;
  readonly first: number;
  /** Null for a test without an early stop. */
  readonly maxExceedances: number | null;
}

/** The outcome of a test, or of a slice of it. */
export interface PairTest extends Pick<IndependenceTest, "exceedances" | "permutations" | "excess"> {
  /** Whether neighbouring rows resemble each other in both columns, and the test takes no account of it. */
  readonly alike: boolean;
  /** Why there are no surrogates. */
  readonly remarks: readonly Remark[];
  /** Why there is no test, in words; null where there is one. */
  readonly refused: string | null;
}

export interface EstimateInput {
  readonly x: number;
  readonly y: number;
  readonly given: readonly number[];
  readonly level: number | null;
}

export type PairEstimate =
  | {
      readonly nats: number;
      readonly interval: Interval | null;
      readonly estimator: string;
      readonly remarks: readonly Remark[];
      readonly n: number;
      readonly refused: null;
    }
  | { readonly refused: string };

/** Handlers for the jobs of `answerPairs` and `cmim`. */
export function preparePairs({ table, seed, series }: PairSetup) {
  const context: Context = { seed, engine: () => Promise.reject(new Error("pairs: nothing is trained")) };
  const sideOf = (rows: Table, from: number, to: number) => encodeColumns(rows.columns.slice(from, to));
  const sidesOf = (rows: Table) => ({
    x: sideOf(rows, 0, 1),
    y: sideOf(rows, 1, 2),
    given: rows.columns.length > 2 ? sideOf(rows, 2, rows.columns.length) : null,
  });

  function look(x: number, y: number, given: readonly number[]): Look {
    const rows = tableOf(table, [x, y, ...given]);
    const refused = (why: Remark): Look => ({
      ...{ refusal: why, remarks: [], copy: false, unbounded: false, n: rows.n },
    });
    const [column, other] = rows.columns;
    if (valuesOf(table, x).every(Number.isNaN)) return refused(remark("noValues", {}, [column.name]));
    if (rows.n < fewestRows) {
      const others = [y, ...given].map((at) => table.columns[at].name);
      const few = { rows: rows.n, others, fewest: fewestRows };
      return refused(remark("tooFewCommonRows", few, [column.name]));
    }
    const infinite = infiniteValues(column);
    if (infinite !== null) return refused(infinite);
    const checks = [rows.columns.slice(1), rows.columns.slice(0, 1)].map((columns) =>
      checkColumns({ ...rows, columns }, { byRanks: true }),
    );
    for (const { refusal } of checks) if (refusal !== null) return refused(refusal);
    const sides = sidesOf(rows);
    try {
      for (const name of ["x", "y", "given"] as const) standardised(sides, name);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      return refused(nameColumns([error.remark], sides)[0]);
    }
    const copy = isCopy(column, other);
    const unbounded = copy && column.kind === "number" && new Set(column.values).size > rows.n / 2;
    return { refusal: null, remarks: checks[1].remarks, copy, unbounded, n: rows.n };
  }

  /** Tests of columns with the same rows share the surrogates of y. */
  async function test({ y, xs, given, ...options }: TestInput): Promise<PairTest[]> {
    const { maxExceedances, ...drawing } = options;
    const found: PairTest[] = new Array(xs.length);
    const groups = new Map<string, { rows: Table; members: { at: number; x: Matrix }[] }>();
    for (const [at, x] of xs.entries()) {
      const rows = tableOf(table, [x, y, ...given]);
      const key = rowsKey(table, [x, y, ...given]);
      const group = groups.get(key) ?? { rows, members: [] };
      groups.set(key, group);
      group.members.push({ at, x: standardised({ x: sideOf(rows, 0, 1) }, "x")! });
    }
    for (const { rows, members } of groups.values()) {
      const sides = sidesOf(rows);
      const z = standardised(sides, "given");
      const accounted = series && !(z !== null && isCategories(z));
      try {
        const tests = await independenceTests(
          members.map(({ x }) => x),
          standardised(sides, "y")!,
          z,
          { ...drawing, maxExceedances: maxExceedances ?? undefined, series, context },
        );
        for (const [i, { exceedances, permutations, excess, inflation, remarks }] of tests.entries())
          found[members[i].at] = {
            ...{ exceedances, permutations, excess, refused: null },
            // What else a test remarks on is `alike`, which is said once for all pairs.
            remarks: remarks.filter(({ code }) => code === "seriesTooShort"),
            alike: !accounted && inflation > inflationLimit,
          };
      } catch (error) {
        const refused = refusalOf(error, sides);
        for (const { at } of members)
          found[at] = {
            ...{ exceedances: 0, permutations: 0, excess: null, alike: false, remarks: [] },
            refused,
          };
      }
    }
    return found;
  }

  async function estimate({ x, y, given, level }: EstimateInput): Promise<PairEstimate> {
    const rows = tableOf(table, [x, y, ...given]);
    const sides = sidesOf(rows);
    const merged = sides.x.notes.filter(({ code }) => code === "valuesMerged");
    try {
      const found = await estimateOf(sides.x, sides.y, {
        ...{ estimator: auto({ train: false }), level, permutations: 0, series, seed },
        given: sides.given ?? undefined,
      });
      const { nats, interval, estimator } = found;
      const remarks = [...merged, ...nameColumns(found.remarks, sides)];
      return { nats, interval, estimator, remarks, n: rows.n, refused: null };
    } catch (error) {
      return { refused: refusalOf(error, sides) };
    }
  }

  return {
    handlers: {
      look: ({ y, xs, given }: LookInput) => xs.map((x) => look(x, y, given)),
      test,
      estimate,
    },
  };
}

export type PairHandlers = ReturnType<typeof preparePairs>["handlers"];

/** A side as the library's parts take it; null where there is none. */
function standardised<Name extends "x" | "y" | "given">(
  sides: { readonly [name in Name]: Encoded | null },
  name: Name,
): Matrix | null {
  const side = sides[name];
  return side && standardise(matrixOf(side), name);
}

/** Tells apart tables of different rows: columns without missing values have all of them. */
function rowsKey(table: SharedTable, which: readonly number[]): string {
  return which.filter((at) => valuesOf(table, at).some(Number.isNaN)).join(" ");
}
