/**
 * @module Remarks on an estimate, a test or a file: codes with values. The program that shows a remark puts it into
 * words, in the user's unit and with the file's column names.
 */
/** A column by its name, or the columns of a side; `at` is the column's place in the side, from 0. */
export type ColumnRef = string | { readonly side: "x" | "y" | "given"; readonly at?: number };

/** Why the work was stopped early. */
export type Stop = { readonly by: "time"; readonly seconds: number } | { readonly by: "interrupt" };

type None = Record<never, never>;

/** The values of each code. Information is in nats; a share is between 0 and 1. */
export interface RemarkValues {
  // ---- trained critics ----
  nearCeiling: { ceiling: number };
  overfitted: { train: number; heldOut: number; guarantee: "lower" | "upper" | "none" };
  moreRowsWouldFindMore: { train: number; heldOut: number };
  trainingCutShort: { steps: number; most: number };
  notConverged: { steps: number };
  diverged: None;
  nothingLearned: None;
  nothingLearnedInAHalf: None;
  fewRowsForACritic: { rows: number };

  // ---- neighbours, Gaussians and counts ----
  neighbourCeiling: { estimator: string; ceiling: number; nats: number };
  neighbourCeilingGiven: { ceiling: number };
  manyColumns: { columns: number };
  repeatsSpread: { share: number; estimator: string };
  flatNeighbourhoods: { share: number; nats: number };
  loneRowsOfCategories: { lone: number; rows: number };
  fewRowsPerCategory: { categories: number; rows: number; k: number };
  determinedByGiven: None;
  redundantColumns: None;
  farFromNormal: { skewness: number; excess: number };
  tiesBroken: { share: number };
  muchByChance: { rows: number; chance: number };
  valuesLikeNumbers: { values: number; rows: number };
  rareCombinations: { share: number; plugIn: boolean };

  // ---- auto ----
  copiesCountedOnce: { copies: number; rows: number };
  linearFunction: { rows: number };
  smallGroups: { groups: number; median: number };
  estimatorsDisagree: { estimator: string; nats: number; other: string; otherNats: number };
  wideData: { columns: number; rows: number };

  // ---- intervals and tests ----
  neighbouringRowsAlike: { independent: number };
  seriesWithinGroups: None;
  notStationary: None;
  memoryRemoved: { nats: number; independent: number };
  noIntervalMemory: { independent: number; fewest: number };
  seriesTooShort: { rows: number; fewest: number };
  fewShifts: { turns: number };
  noIntervalFewRows: { rows: number; fewest: number };
  noIntervalCopies: { copies: number; rows: number };
  noIntervalOnParts: { estimator: string; why: string };
  fewRowsToExtrapolate: { rows: number; fewest: number };
  noExtrapolation: { estimator: string; rows: number; why: string };
  notLimited: { of: "y of x" | "x of y" | "each of the other" | "none"; rise: number; rows: number };
  intervalToZero: { low: number; pValue: number };
  stoppedBefore: { missing: readonly string[] };

  // ---- entropies ----
  constantEntropy: None;
  takenForCategories: { values: number };
  unseenValues: { share: number };
  evenlySpread: None;
  textsOnAScale: None;
  constantOnAScale: { rows: number };
  kindsApart: { discrete: readonly string[]; differential: readonly string[] };
  noCommonRows: None;
  copiesOnAScale: None;
  indistinctOnAScale: { together: boolean };
  tooFewForEntropy: { rows: number; fewest: number };
  unitsOfEntropy: None;

  // ---- columns that are refused ----
  constant: { value: string; rows: number };
  outOfRange: None;
  identifier: { different: number; rows: number };
  textOfNumbers: { odd: string | null };
  infinite: { count: number | null };
  noValues: None;
  unreadableType: { type: string; path: string };
  tooFewRows: { rows: number; read: number; path: string; fewest: number };
  tooFewValues: { rows: number; read: number; fewest: number };
  tooFewCommonRows: { rows: number; others: readonly string[]; fewest: number };
  sameOrder: { equal: boolean };
  determinedByX: { estimator: string };
  notContinuous: { estimator: string; values: number };

  // ---- columns that are suspect ----
  rowCounter: None;
  extremes: None;
  numbersReadAsText: { odd: string | null };
  copies: { of: "each other" | "the target" };
  oneForOne: None;
  repeatedRows: { copies: number; rows: number };
  copiesTakenOnce: { copies: number; rows: number };

  // ---- what was done to the data ----
  rowsDropped: { dropped: number; read: number; gaps: readonly Gap[] };
  missingValues: { gaps: readonly Gap[]; use: "pairs" | "columns" };
  onlyRowsWhere: { condition: string };
  sampled: { rows: number; of: number; seed: number };
  sampleTooLarge: { sample: number; rows: number };
  textReadAsNumbers: None;
  timeAsSeconds: None;
  numericNames: { names: readonly string[] };
  twoValues: { zero: string; one: string };
  categories: { values: number };
  oneHot: { values: number };
  valuesMerged: { values: number; kept: number };
  standardised: None;
  allRows: { rows: number };

  // ---- questions ----
  stoppedEarly: { stop: Stop; missing: readonly string[] };
  aboveEntropy: { estimator: string; nats: number; most: number };
  testMissedIt: { estimator: string; pValue: number };
  criticNotSaved: { file: string };
  rowsTested: { tested: number; rows: number };
  fewerSurrogates: { done: number; wanted: number; stop: Stop };
  unbounded: None;
  notEstimated: { why: string };
  notTested: { why: string };
  onlyScreened: { screened: number; all: number; what: "columns" | "pairs"; stopped: boolean };
  leftOut: { count: number; all: number; what: "columns" | "pairs"; stop: Stop };
  notToTheEnd: { what: "columns" | "pairs"; stop: Stop };
  notTogether: { stop: Stop };
  alikeInPairs: { alike: number; all: number; what: "columns" | "pairs"; series: boolean };
  coarseP: { surrogates: number; all: number };
  coarseShifts: { turns: number; all: number; what: "columns" | "pairs" };
  copiesOutOfOrder: None;
}

/** A column and the number of rows in which its value is missing. */
export interface Gap {
  readonly column: string;
  readonly rows: number;
}

export type RemarkCode = keyof RemarkValues;

/** One remark: its code, its values, and the columns that it concerns. */
export type Remark<Code extends RemarkCode = RemarkCode> = {
  [C in Code]: {
    readonly code: C;
    readonly values: Readonly<RemarkValues[C]>;
    readonly columns: readonly ColumnRef[];
    /** Code, columns and values in one line, for developers. */
    readonly message: string;
  };
}[Code];

/** A remark and its message, such as `overfitted: x[2], train 0.4, heldOut 0.29, guarantee lower`. */
export function remark<Code extends RemarkCode>(
  code: Code,
  ...[values = {} as RemarkValues[Code], columns = []]: RemarkValues[Code] extends None
    ? [values?: RemarkValues[Code], columns?: readonly ColumnRef[]]
    : [values: RemarkValues[Code], columns?: readonly ColumnRef[]]
): Remark<Code> {
  const parts = [
    ...columns.map(columnName),
    ...Object.entries(values).map(([key, value]) => `${key} ${plain(value)}`),
  ];
  const message = parts.length === 0 ? code : `${code}: ${parts.join(", ")}`;
  return { code, values, columns, message } as Remark<Code>;
}

const columnName = (column: ColumnRef) =>
  typeof column === "string"
    ? column
    : column.at === undefined
      ? column.side
      : `${column.side}[${column.at}]`;

const plain = (value: unknown) =>
  typeof value === "number"
    ? String(Number(value.toPrecision(4)))
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
