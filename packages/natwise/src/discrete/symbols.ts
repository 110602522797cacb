import type { Matrix } from "../types.ts";

/** Rows as symbols, numbered in order of appearance, and the number of symbols. */
export interface Symbols {
  /** [N], each from 0 to count - 1. */
  readonly codes: Int32Array;
  readonly count: number;
}

/**
 * Equal rows are one symbol; -0 equals 0.
 *
 * Built column by column, without making strings of rows: a row's symbol so far and its next value make a pair, and
 * pairs are numbered as they appear. O(N d).
 */
export function symbols({ data, n, d }: Matrix): Symbols {
  let rows: Symbols = { codes: new Int32Array(n), count: 1 };
  for (let j = 0; j < d; j++) {
    const seen = new Map<number, number>();
    const codes = Int32Array.from({ length: n }, (_, i) => numberOf(seen, data[i * d + j]));
    rows = pairs(rows, { codes, count: seen.size });
  }
  return rows;
}

/** Pairs of symbols as symbols: row i is (a_i, b_i). */
export function pairs(a: Symbols, b: Symbols): Symbols {
  if (a.count === 1) return b;
  if (b.count === 1) return a;
  const seen = new Map<number, number>();
  // At most N times N: far below 2^53.
  const codes = a.codes.map((code, i) => numberOf(seen, code * b.count + b.codes[i]));
  return { codes, count: seen.size };
}

/** The number of rows of each symbol [count]. */
export function countRows({ codes, count }: Symbols): Int32Array {
  const rows = new Int32Array(count);
  for (const code of codes) rows[code]++;
  return rows;
}

/** The number of a value; a new value gets the next free number. */
function numberOf(seen: Map<number, number>, value: number): number {
  const known = seen.get(value);
  if (known !== undefined) return known;
  seen.set(value, seen.size);
  return seen.size - 1;
}

/** Column j alone as symbols. */
export function columnSymbols({ data, n, d }: Matrix, j: number): Symbols {
  return symbols({ data: Float64Array.from({ length: n }, (_, i) => data[i * d + j]), n, d: 1 });
}
