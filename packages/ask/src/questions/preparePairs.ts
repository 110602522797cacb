/** @module The worker of questions about pairs of columns of a shared table. */
import {
  areContinuous,
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
import { columnValues } from "../tables/columnValues.ts";
import { differentRows } from "../tables/differentRows.ts";
import { type Encoded, encodeColumns } from "../tables/encodeColumns.ts";
import { infiniteValues } from "../tables/infiniteValues.ts";
import { isCopy } from "../tables/isCopy.ts";
import { matrixOf } from "../tables/matrixOf.ts";
import { rowsOf } from "../tables/rowsOf.ts";
import { hasGaps, type SharedTable, tableOf, valuesOf } from "../tables/sharedTable.ts";
import type { Column, Table } from "../types.ts";
import { nameColumns } from "./nameColumns.ts";
import { refusalOf } from "./refusalOf.ts";

export interface PairSetup {
  readonly table: SharedTable;
  readonly seed: number;
  /** Whether rows follow one another in time. */
  readonly series: boolean;
}

/** Columns x, each paired with y, and given columns, by position in the table. */
export interface LookInput {
  readonly y: number;
  readonly xs: readonly number[];
  readonly given: readonly number[];
}

/** The outcome of the checks of a pair. */
export interface Look {
  /** The reason the pair cannot be answered; null if it can. */
  readonly refusal: Remark | null;
  readonly remarks: readonly Remark[];
  readonly copy: boolean;
  /** Whether it is a copy of continuous numbers: its information is infinite, so it is not estimated. */
  readonly unbounded: boolean;
  readonly n: number;
}

export interface TestInput extends LookInput {
  readonly permutations: number;
  readonly first: number;
  /** Exceedances at which the test stops; null for no early stop. */
  readonly maxExceedances: number | null;
}

/** The outcome of a test, or of a slice of its surrogates. */
export interface PairTest extends Pick<IndependenceTest, "exceedances" | "permutations" | "excess"> {
  /** Whether both columns are autocorrelated and the test does not account for it. */
  readonly alike: boolean;
  /** The reason there are no surrogates. */
  readonly remarks: readonly Remark[];
  /** The reason there is no test, in words; null if there is one. */
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
      /** Null if a column of a series drifts. */
      readonly nats: number | null;
      readonly interval: Interval | null;
      readonly standardError: number | null;
      /** Whether both sides are continuous and nothing is given, for `agreeWithTest`. */
      readonly continuous: boolean;
      readonly estimator: string;
      readonly remarks: readonly Remark[];
      readonly n: number;
      readonly refused: null;
    }
  | { readonly refused: string };

/** Handlers for the jobs of `answerPairs` and `cmim`. */
export function preparePairs({ table, seed, series }: PairSetup) {
  const context: Context = { seed, engine: () => Promise.reject(new Error("pairs: nothing is trained")) };
  const nameOf = (at: number) => table.columns[at].name;
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
    const copy = isCopy(column, other) && isCopyWithoutCopies(column, other);
    const unbounded = copy && column.kind === "number" && new Set(column.values).size > rows.n / 2;
    return { refusal: null, remarks: checks[1].remarks, copy, unbounded, n: rows.n };
  }

  /** Tests on the same rows share the surrogates of y. */
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
            // The tests' other remarks are covered by `alike`, which is reported once for all pairs.
            remarks: nameColumns(
              remarks.filter(({ code }) => code === "seriesTooShort" || code === "notStationary"),
              { ...sides, x: { names: [nameOf(xs[members[i].at])], labels: [nameOf(xs[members[i].at])] } },
            ),
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
    try {
      const found = await estimateOf(sides.x, sides.y, {
        ...{ estimator: auto({ train: false }), level, permutations: 0, series, seed },
        given: sides.given ?? undefined,
      });
      const { nats, interval, standardError, estimator } = found;
      const remarks = nameColumns(found.remarks, sides);
      const drifts = found.remarks.some(({ code }) => code === "notStationary");
      const continuous = given.length === 0 && areContinuous(matrixOf(sides.x), matrixOf(sides.y));
      return {
        ...{ nats: drifts ? null : nats, interval, standardError, continuous, estimator, remarks },
        ...{ n: rows.n, refused: null },
      };
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

/** Whether two columns determine each other among the different rows: repeated rows make any two columns do so. */
function isCopyWithoutCopies(a: Column, b: Column): boolean {
  const kept = differentRows([a, b], columnValues(a).length);
  return kept === null || isCopy(rowsOf(a, kept), rowsOf(b, kept));
}

/** A side as a standardised matrix; null if there is no such side. */
function standardised<Name extends "x" | "y" | "given">(
  sides: { readonly [name in Name]: Encoded | null },
  name: Name,
): Matrix | null {
  const side = sides[name];
  return side && standardise(matrixOf(side), name);
}

/** A key of the rows in which all columns have a value: the columns with missing values. */
function rowsKey(table: SharedTable, which: readonly number[]): string {
  return which.filter((at) => hasGaps(valuesOf(table, at))).join(" ");
}
