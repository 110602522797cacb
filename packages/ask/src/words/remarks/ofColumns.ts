/** @module The words for remarks on columns and on what was done to the data. */
import type { Gap, RemarkCode } from "natwise";
import { formatCount } from "../numbers/formatCount.ts";
import type { Wordings } from "./wording.ts";

const gapsOf = (gaps: readonly Gap[]) => {
  const few = gaps.slice(0, 6).map(({ column, rows }) => `${column} in ${formatCount(rows)}`);
  return gaps.length > 6
    ? `${few.join(", ")} and ${gaps.length - 6} more ${gaps.length === 7 ? "column" : "columns"}`
    : few.join(", ");
};
const numeral = ({ odd }: { odd: string | null }) =>
  odd === null ? "write them with a decimal point" : `"${odd}" is not one; correct it, or leave it empty`;

export const ofColumns = {
  constant: {
    kind: "refusal",
    say: ({ value, rows }, { column, count }) =>
      `${column} is ${value} in all ${count(rows)} rows, and a constant carries no information`,
    remedy: "leave it out",
  },
  outOfRange: {
    kind: "refusal",
    say: (_, { column }) => `${column} spans more than a 64-bit number can hold`,
    remedy: "divide it by a constant first",
  },
  identifier: {
    kind: "refusal",
    say: ({ different, rows }, { column, count }) =>
      `${column} has ${count(different)} different texts in ${count(rows)} rows: it looks like an identifier, which identifies its row and says nothing else`,
    remedy: "leave it out",
  },
  textOfNumbers: {
    kind: "refusal",
    say: (_, { column }) => `${column} is text although most of its values look like numbers`,
    remedy: numeral,
  },
  infinite: {
    kind: "refusal",
    say: ({ count: n }, { column, count }) =>
      `${column} has ${n === null ? "infinite values" : n === 1 ? "1 infinite value" : `${count(n)} infinite values`}`,
    remedy: (_, { names: [name] }) =>
      `correct them, or leave those rows out with --where 'isfinite("${name.replaceAll('"', '""')}")'`,
  },
  noValues: {
    kind: "refusal",
    say: (_, { column }) => `${column} has no values`,
    remedy: "leave it out",
  },
  unreadableType: {
    kind: "refusal",
    say: ({ type, path }, { column }) =>
      `${column} of ${path} holds ${type} values; natwise takes numbers, texts, booleans, dates and times`,
    remedy: "write its parts as columns of their own",
  },
  tooFewRows: {
    kind: "refusal",
    say: ({ rows, read, path, fewest }, { count, rows: counted }) =>
      `only ${count(rows)} complete ${counted(rows).replace(/^\S+ /, "")}${rows < read ? ` of ${count(read)}` : ""} in ${path}: natwise needs at least ${fewest}`,
    remedy: ({ rows, read }) => (rows === read ? "add rows" : "add rows, or leave out columns with gaps"),
  },
  tooFewValues: {
    kind: "refusal",
    say: ({ rows, read, fewest }, { column, rows: counted }) =>
      rows === read
        ? `${column} has ${counted(rows)}: natwise needs at least ${fewest}`
        : `${column} has a value in ${rows} of ${counted(read)}: natwise needs at least ${fewest}`,
    remedy: ({ rows, read }) => (rows === read ? "add rows" : "fill values in, or leave it out"),
  },
  tooFewCommonRows: {
    kind: "refusal",
    say: ({ rows, others, fewest }, { column }) =>
      `${column} has a value in ${rows} of the rows that have one in ${others.join(", ")}: natwise needs at least ${fewest}`,
    remedy: "fill values in, or leave it out",
  },
  sameOrder: {
    kind: "refusal",
    say: ({ equal }, { column }) =>
      `${column} ${equal ? "are equal in every row" : "have their values in the same or the reversed order"}: each determines the other completely, so their information is infinite`,
    remedy: "leave one out",
  },
  determinedByX: {
    kind: "refusal",
    say: ({ estimator }, { column }) =>
      `${column} is a linear function of the other columns, so its information is infinite and ${estimator} has no value`,
    remedy: "leave it out",
  },
  notContinuous: {
    kind: "refusal",
    say: ({ estimator, values }, { column, count }) =>
      `${estimator} fits a density, which needs continuous numbers in y, but ${column} has ${count(values)} different values`,
    remedy: "exchange x and y, or use mine",
  },
  rowCounter: {
    kind: "warning",
    say: (_, { subject }) => `${subject} counts the rows: its information is the order of the file.`,
    remedy: "Leave it out, unless the order means something.",
  },
  extremes: {
    kind: "warning",
    say: (_, { subject }) =>
      `${subject} has a few values so far from the others that, once it is standardised, the others hardly differ. Estimates read low.`,
    remedy: "Correct those values, leave them out with --where, or take the column's logarithm.",
  },
  numbersReadAsText: {
    kind: "warning",
    say: (_, { subject }) => `${subject} was read as text although most of its values look like numbers.`,
    remedy: (values) => `${numeral(values).replace(/^w/, "W")}.`,
  },
  copies: {
    kind: "warning",
    say: ({ of }) =>
      of === "the target"
        ? "A copy of the target: each determines the other completely, which is no discovery."
        : "Copies of each other: each determines the other completely, which is no discovery.",
    remedy: "Leave one of them out.",
  },
  oneForOne: {
    kind: "warning",
    say: (_, { subject }) =>
      `${subject} determine each other completely: each value of one corresponds to one value of the other. If one was made from the other, that is no discovery.`,
    remedy: "If so, leave one of them out.",
  },
  repeatedRows: {
    kind: "warning",
    say: ({ copies, rows }, { count }) =>
      `${count(copies)} of ${count(rows)} rows repeat another row in all columns of the question. If they are copies, most estimates read high and p-values can be too small.`,
    remedy: "If the file holds rows twice, remove the copies.",
  },
  copiesTakenOnce: {
    kind: "warning",
    say: ({ copies, rows }, { count }) =>
      `${count(copies)} of ${count(rows)} rows repeat another row in all columns, and count once.`,
    remedy: "If they are separate observations in time, add --series.",
  },
  rowsDropped: {
    kind: "note",
    say: ({ dropped, read, gaps }, { count }) =>
      `${count(dropped)} of ${count(read)} rows dropped: values are missing (${gapsOf(gaps)})`,
  },
  missingValues: {
    kind: "note",
    say: ({ gaps, use }) =>
      `values are missing (${gapsOf(gaps)}): ${use === "pairs" ? "each pair of columns uses the rows in which both have one" : "each column uses the rows in which it has one, the joint entropy those in which all have one"}`,
  },
  onlyRowsWhere: { kind: "note", say: ({ condition }) => `only rows where ${condition}` },
  sampled: {
    kind: "note",
    say: ({ rows, of, seed }, { count }) =>
      `a random sample of ${count(rows)} of ${count(of)} rows (seed ${seed})`,
  },
  sampleTooLarge: {
    kind: "note",
    say: ({ sample, rows }, { count }) =>
      `--sample ${count(sample)} asks for more rows than there are: all ${count(rows)} were used`,
  },
  textReadAsNumbers: {
    kind: "note",
    say: (_, { subject }) => `${subject} is text that holds only numbers: read as numbers`,
  },
  timeAsSeconds: {
    kind: "note",
    say: (_, { subject }) => `${subject} is a date or time: taken as seconds`,
  },
  numericNames: {
    kind: "note",
    say: ({ names }) =>
      `all column names are numbers (${names.join(", ")}): if the first line of the file is data, put a line with names before it`,
  },
  categories: {
    kind: "note",
    say: ({ values }, { subject, count }) =>
      `${subject} has ${count(values)} categories: equal values count as one`,
  },
  twoValues: {
    kind: "note",
    say: ({ zero, one }, { subject }) => `${subject} has two values: encoded as 0 (${zero}) and 1 (${one})`,
  },
  oneHot: {
    kind: "note",
    say: ({ values }, { subject }) =>
      `${subject} is one-hot encoded: one 0/1 column for each of its ${values} values`,
  },
  valuesMerged: {
    kind: "note",
    say: ({ values, kept }, { subject, count }) =>
      `${subject} has ${count(values)} different values: the ${kept} most frequent have a 0/1 column each and the others share one, which can only lose information`,
  },
  standardised: {
    kind: "note",
    say: () => "all columns of numbers are standardised, which does not change their information",
  },
  allRows: { kind: "note", say: ({ rows }, { count }) => `all ${count(rows)} rows` },
} satisfies Partial<Wordings<RemarkCode>>;
