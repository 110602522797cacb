import { fewestRows, type Remark, remark } from "natwise";
import type { CategoryColumn, Column, NumberColumn, Table } from "../types.ts";

/** Most distinct values that are one-hot encoded without merging. */
export const mostCategories = 32;

/** The outcome of a check: a reason to refuse, or remarks on columns that are allowed but suspect. */
export interface Checked {
  readonly refusal: Remark | null;
  readonly remarks: readonly Remark[];
}

/**
 * Refuses columns that carry no usable information: too few rows, a constant column, an identifier, numbers written as text,
 * numbers too far apart to be subtracted.
 *
 * @param options.byRanks whether the method uses ranks only, so that extreme values do not matter
 */
export function checkColumns(
  { path, columns, n, read }: Table,
  { byRanks = false }: { readonly byRanks?: boolean } = {},
): Checked {
  if (n < fewestRows) return refusal(remark("tooFewRows", { rows: n, read, path, fewest: fewestRows }));
  const remarks: Remark[] = [];
  for (const column of columns) {
    const found = checkColumn(column, n, byRanks);
    if (found.refusal) return found;
    remarks.push(...found.remarks);
  }
  return { refusal: null, remarks };
}

const refusal = (why: Remark): Checked => ({ refusal: why, remarks: [] });
const allowed = (...remarks: readonly Remark[]): Checked => ({ refusal: null, remarks });

function checkColumn(column: Column, n: number, byRanks: boolean): Checked {
  if (isConstant(column)) {
    const value = column.kind === "number" ? String(column.values[0]) : `"${column.values[0]}"`;
    return refusal(remark("constant", { value, rows: n }, [column.name]));
  }
  return column.kind === "category" ? checkTexts(column, n) : checkNumbers(column, byRanks);
}

function isConstant(column: Column): boolean {
  if (column.kind === "category") return column.values.length === 1;
  return column.values.every((value) => value === column.values[0]);
}

function checkTexts({ name, values, codes }: CategoryColumn, n: number): Checked {
  const written = values.map(
    (value) => Number.isFinite(Number(value)) || /^\s*-?\d[\d.]*,\d+\s*$/.test(value),
  );
  let numeric = 0;
  for (const code of codes) if (written[code]) numeric++;
  if (numeric > n / 2) {
    const odd = values[written.indexOf(false)] ?? null;
    return values.length > mostCategories
      ? refusal(remark("textOfNumbers", { odd }, [name]))
      : allowed(remark("numbersReadAsText", { odd }, [name]));
  }
  if (values.length > 0.9 * n) {
    return refusal(remark("identifier", { different: values.length, rows: n }, [name]));
  }
  return allowed();
}

function checkNumbers({ name, values, integers }: NumberColumn, byRanks: boolean): Checked {
  if (!(spanOf(values) < Number.POSITIVE_INFINITY)) return refusal(remark("outOfRange", {}, [name]));
  const counts = integers && values.every((value, i) => i === 0 || value === values[i - 1] + 1);
  if (counts) return allowed(remark("rowCounter", {}, [name]));
  return !byRanks && hasExtremes(values) ? allowed(remark("extremes", {}, [name])) : allowed();
}

/** The largest value minus the smallest. */
function spanOf(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

/**
 * Whether the standard deviation is more than ten times the interquartile range. The ratio is .74 for a normal, .9 for an
 * exponential and 1.5 for a lognormal distribution. False if half of the values are equal.
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
