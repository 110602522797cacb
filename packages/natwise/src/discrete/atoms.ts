import type { Matrix } from "../types.ts";
import { pairs, type Symbols } from "./symbols.ts";

/** An atom has at least this share of the rows, */
const SHARE = 0.02;
/** and this many times as many rows as the values near it, and one more of them. */
const TIMES = 5;
/** Number of values near it, half of them on each side. */
const NEAR = 10;

/** The rows of a side by the columns in which they hold an atom. */
export interface Atoms {
  /** Equal codes: the same columns hold the same atoms. */
  readonly states: Symbols;
  /** Whether column j of a row with this code holds an atom [count][d]. */
  readonly held: readonly (readonly boolean[])[];
}

/**
 * Atoms are single values that a large share of the rows holds, among other values that are numbers on a scale: zeros
 * of spending, the limit of a sensor, the end of a study. Rounding gives no atoms, since it repeats near values alike.
 *
 * An atom has 2% of the rows or more, and at least 5 (m + 1), m the median number of rows of the ten values nearest to
 * it. One is added because rounded values with one or two rows each come to five by chance.
 *
 * @returns null if no column has an atom
 */
export function atomsOf({ data, n, d }: Matrix): Atoms | null {
  let states: Symbols = { codes: new Int32Array(n), count: 1 };
  const columns: Int32Array[] = [];
  for (let j = 0; j < d; j++) {
    const column = Float64Array.from({ length: n }, (_, i) => data[i * d + j]);
    const atoms = ofColumn(column);
    const codes = Int32Array.from(column, (value) => atoms.get(value) ?? 0);
    columns.push(codes);
    if (atoms.size > 0) states = pairs(states, { codes, count: atoms.size + 1 });
  }
  if (states.count === 1) return null;
  const held: boolean[][] = Array.from({ length: states.count }, () => []);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) held[states.codes[i]][j] = columns[j][i] > 0;
  return { states, held };
}

/** The atoms of a column, numbered from 1. */
function ofColumn(column: Float64Array): Map<number, number> {
  const sorted = column.slice().sort();
  const values: number[] = [];
  const rows: number[] = [];
  for (const value of sorted) {
    if (value === values[values.length - 1]) rows[rows.length - 1]++;
    else {
      values.push(value);
      rows.push(1);
    }
  }
  const atoms = new Map<number, number>();
  for (const [at, count] of rows.entries()) {
    if (!(count >= SHARE * column.length && count >= 2 * TIMES)) continue;
    const from = Math.max(0, Math.min(at - NEAR / 2, rows.length - NEAR - 1));
    const near = rows.slice(from, from + NEAR + 1);
    near.splice(at - from, 1);
    const median = near.sort((a, b) => a - b)[near.length >> 1];
    if (median !== undefined && count >= TIMES * (median + 1)) atoms.set(values[at], atoms.size + 1);
  }
  return atoms;
}
