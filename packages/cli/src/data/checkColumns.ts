import { formatCount } from "../format/formatCount.ts";
import { UsageError } from "../UsageError.ts";
import type { CategoryColumn, Column, NumberColumn, Table } from "./table.ts";

/** Fewer rows than this say nothing: what is held out of them would be a handful. */
export const fewestRows = 20;

/** More different values than this are not one-hot encoded one by one. */
export const mostCategories = 32;

/**
 * Refuses columns nothing can be learned from, or that would be mistaken for knowledge.
 *
 * @param options.byRanks whether what follows goes by ranks, so that values far from the others do not matter
 * @returns warnings about columns that are allowed but suspect
 * @throws UsageError for too few rows, a constant column, an identifier, numbers written as text.
 */
export function checkColumns(
  { path, columns, n, read }: Table,
  { byRanks = false }: { readonly byRanks?: boolean } = {},
): string[] {
  if (n < fewestRows) {
    throw new UsageError(
      `only ${formatCount(n)} complete row${n === 1 ? "" : "s"}${n < read ? ` of ${formatCount(read)}` : ""} in ${path}: natwise needs at least ${fewestRows}; add rows, or leave out columns with gaps`,
    );
  }
  return columns.flatMap((column) => {
    if (isConstant(column)) {
      const value = column.kind === "number" ? String(column.values[0]) : `"${column.values[0]}"`;
      throw new UsageError(
        `column "${column.name}" is ${value} in all ${formatCount(n)} rows: a constant knows nothing; leave it out`,
      );
    }
    return column.kind === "category" ? checkTexts(column, n) : checkNumbers(column, byRanks);
  });
}

function isConstant(column: Column): boolean {
  if (column.kind === "category") return column.values.length === 1;
  return column.values.every((value) => value === column.values[0]);
}

function checkTexts({ name, values, codes }: CategoryColumn, n: number): string[] {
  const written = values.map(
    (value) => Number.isFinite(Number(value)) || /^\s*-?\d[\d.]*,\d+\s*$/.test(value),
  );
  let numeric = 0;
  for (const code of codes) if (written[code]) numeric++;
  if (numeric > n / 2) {
    const odd = values[written.indexOf(false)];
    const remedy =
      odd === undefined
        ? "write them with a decimal point"
        : `"${odd}" is not one; correct it, or leave it empty`;
    if (values.length > mostCategories) {
      throw new UsageError(
        `column "${name}" is text although most of its values look like numbers: ${remedy}`,
      );
    }
    return [`${name} was read as text although most of its values look like numbers: ${remedy}.`];
  }
  if (values.length > 0.9 * n) throw identifier(name, values.length, n);
  return [];
}

/** The refusal of a column in which (nearly) every row has a text of its own. */
export function identifier(name: string, different: number, n: number): UsageError {
  return new UsageError(
    `column "${name}" has ${formatCount(different)} different texts in ${formatCount(n)} rows: it looks like an identifier, which knows its own row and nothing else; leave it out`,
  );
}

function checkNumbers({ name, values, integers }: NumberColumn, byRanks: boolean): string[] {
  const counts = integers && values.every((value, i) => i === 0 || value === values[i - 1] + 1);
  if (counts) return [`${name} counts the rows: what it knows is the order of the file.`];
  return !byRanks && hasExtremes(values)
    ? [
        `${name} has a few values so far from the others that these hardly differ once it is standardised: estimates read low. Correct those values, leave them out with --where, or take its logarithm.`,
      ]
    : [];
}

/**
 * Whether the standard deviation is ten times the width of the middle half: .74 for a normal, .9 for an exponential,
 * 1.5 for a lognormal distribution. Where half of the values are equal, nothing is said.
 */
function hasExtremes(values: Float64Array): boolean {
  const n = values.length;
  const sorted = values.slice().sort();
  const width = sorted[Math.floor(0.75 * n)] - sorted[Math.floor(0.25 * n)];
  const middle = sorted[Math.floor(n / 2)];
  let squares = 0;
  for (const value of values) squares += ((value - middle) / width) ** 2;
  return width > 0 && squares > 100 * n;
}
