/** @module The words for remarks on intervals, tests and entropies. */
import type { RemarkCode, RemarkValues } from "natwise";
import { formatP } from "../numbers/pValue.ts";
import { atLeast, type Wordings } from "./wording.ts";

const listed = (names: readonly string[]) => names.join(", ");

/** The beginning of a sentence on columns without visible noise: "y is an exact function of x, as far as". */
export const tieBetween = (of: RemarkValues["notLimited"]["of"], x: string, y: string) =>
  ({
    "y of x": `${y} is an exact function of ${x}, as far as`,
    "x of y": `${x} is an exact function of ${y}, as far as`,
    "each of the other": `${x} and ${y} are exact functions of each other, as far as`,
    none: `${x} and ${y} are tied to each other more closely than`,
  })[of];

export const ofTests = {
  neighbouringRowsAlike: {
    kind: "warning",
    say: ({ independent }, { count }) =>
      `Neighbouring rows resemble each other: the rows carry about as much evidence as ${count(Math.floor(independent))} independent ones. In a sorted file that does no harm. In a series, the p-value is too small and the interval too narrow.`,
    remedy: "If the rows follow one another in time, add --series.",
  },
  seriesWithinGroups: {
    kind: "warning",
    say: () =>
      "With given categories the test treats rows as independent, but these rows resemble their neighbours: the p-value is too small.",
    remedy: "Do not rely on a p-value near the limit.",
  },
  notStationary: {
    kind: "warning",
    say: (_, { subject, names }) =>
      `${subject} ${names.length === 1 ? "drifts" : "drift"} over time, as random walks and trends do. Columns that drift look dependent even if they are not, so the estimate must not be read, and a p-value is that of their innovations.`,
    remedy: "Take differences, or subtract the trend.",
  },
  memoryRemoved: {
    kind: "warning",
    say: ({ nats: bias, independent }, { nats, count }) =>
      `Each row resembles the rows before it: they carry about as much evidence as ${count(Math.floor(independent))} independent ones. The bias of ${nats(bias, 3)} that this causes was subtracted from the estimate.`,
    remedy: "Use a longer series for a narrower interval.",
  },
  noIntervalMemory: {
    kind: "warning",
    say: ({ independent, fewest }, { count }) =>
      `No interval: the series carries about as much evidence as ${count(Math.floor(independent))} independent rows, and an interval takes ${fewest}.`,
    remedy: "Use a longer series, or take differences.",
  },
  seriesTooShort: {
    kind: "warning",
    say: ({ rows, fewest }, { count }) =>
      `No p-value: a series of ${count(rows)} rows has too few shifts to compare with. It takes ${fewest} rows or more.`,
    remedy: "Use a longer series.",
  },
  fewShifts: {
    kind: "note",
    say: ({ turns }, { count }) =>
      `the series has ${count(turns)} different shifts in time, so no more surrogates were drawn`,
  },
  noIntervalFewRows: {
    kind: "warning",
    say: ({ rows, fewest }, { count }) =>
      `No interval: it takes ${fewest} rows or more, and there are ${count(rows)}.`,
    remedy: "Use more rows.",
  },
  noIntervalCopies: {
    kind: "warning",
    say: ({ copies, rows }, { count }) =>
      `No interval: ${count(copies)} of ${count(rows)} rows repeat another row in all columns, and parts of the rows hold fewer such copies than all rows.`,
    remedy: "Remove the copies to get an interval.",
  },
  noIntervalOnParts: {
    kind: "warning",
    say: ({ estimator, why }) => `No interval: ${estimator} does not work on parts of the rows (${why}).`,
    remedy: "Use more rows, or another estimator.",
  },
  fewRowsToExtrapolate: {
    kind: "warning",
    say: ({ rows, fewest }, { count }) =>
      `The rows needed are unknown: to compare parts of the rows takes ${fewest} rows or more, and there are ${count(rows)}.`,
    remedy: "Use more rows.",
  },
  noExtrapolation: {
    kind: "warning",
    say: ({ estimator, rows, why }, { count }) =>
      `The rows needed are unknown: ${estimator} does not work on parts of ${count(rows)} rows (${why}).`,
    remedy: "Use more rows, or another estimator.",
  },
  notLimited: {
    kind: "warning",
    // Sides of several columns go by the letters of the sides.
    say: ({ of, rise, rows }, { nats, count, names }) =>
      `${tieBetween(of, ...(names.length === 2 ? ([names[0], names[1]] as const) : (["x", "y"] as const)))} ${count(rows)} rows show${rise > 0.1 ? `, and the estimate rises by ${nats(rise)} when the rows double` : ""}. The information may be infinite.`,
    remedy: atLeast,
  },
  intervalToZero: {
    kind: "warning",
    say: ({ low, pValue }, { nats }) =>
      `The estimate and its error alone give an interval from ${nats(low, 3)}, but the test of independence finds nothing (p = ${formatP(pValue)}). The estimate may be biased by more than its error, which does not concern the test, so the interval begins at zero.`,
    remedy: "Believe the test, or use more rows.",
  },
  stoppedBefore: {
    kind: "warning",
    say: ({ missing }) => `The work was stopped before the end. Missing: ${listed(missing)}.`,
    remedy: "Allow more time.",
  },
  constantEntropy: {
    kind: "warning",
    say: () => "All values are the same, so nothing about them is uncertain: the entropy is 0.",
    remedy: "Leave the column out of other questions.",
  },
  takenForCategories: {
    kind: "warning",
    say: ({ values }, { count }) =>
      `The ${count(values)} different values were treated as categories, because most of them occur more than once.`,
    remedy: "For rounded numbers on a scale, ask for --kind differential.",
  },
  unseenValues: {
    kind: "warning",
    say: ({ share }, { percent }) =>
      `${percent(share)} of the rows have a value that occurs only once. There are more values than these rows show, and the estimate may be far off with any correction.`,
    remedy: "Use more rows, or merge rare values.",
  },
  evenlySpread: {
    kind: "warning",
    say: () =>
      "The values are spread more evenly than chance would spread them, as row numbers or ranks are. They are not a sample from a density, and the estimate is too high.",
    remedy: "Leave the column out.",
  },
  textsOnAScale: {
    kind: "refusal",
    say: (_, { column }) => `${column} holds texts, which have no place on a scale`,
    remedy: "leave it out, or leave out --kind differential",
  },
  constantOnAScale: {
    kind: "refusal",
    say: ({ rows }, { column, count }) =>
      `${column} has the same value in all ${count(rows)} rows, and on a scale a constant has no entropy`,
    remedy: "leave it out, or leave out --kind differential",
  },
  kindsApart: {
    kind: "refusal",
    say: ({ discrete, differential }) =>
      `categories (${listed(discrete)}) and numbers on a scale (${listed(differential)}) have no joint entropy`,
    remedy: "name columns of one kind, or choose it with --kind",
  },
  noCommonRows: {
    kind: "refusal",
    say: () => "no row has a value in all columns",
    remedy: "name columns that have values in the same rows",
  },
  copiesOnAScale: {
    kind: "refusal",
    say: (_, { column }) =>
      `${column} determine each other completely, and on a scale such columns have no joint entropy`,
    remedy: "leave one out",
  },
  indistinctOnAScale: {
    kind: "refusal",
    say: ({ together }, { column }) =>
      `${together ? "a column" : column} has values that cannot be told apart on one scale: a few are too far from the others, or all are too close together`,
    remedy: "take logarithms, subtract a constant, or ask for --kind discrete",
  },
  tooFewForEntropy: {
    kind: "refusal",
    say: ({ rows, fewest }, { column, names, count }) =>
      `${column} ${names.length > 1 ? "have" : "has"} ${rows === 1 ? "1 value" : `${count(rows)} values`}, and an entropy takes ${fewest}`,
    remedy: "add rows, or leave it out",
  },
  unitsOfEntropy: {
    kind: "note",
    say: () => "differential entropies depend on the columns' units: another unit gives another number",
  },
} satisfies Partial<Wordings<RemarkCode>>;
