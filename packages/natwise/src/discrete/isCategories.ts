import type { Matrix } from "../types.ts";
import { columnSymbols, countRows, symbols } from "./symbols.ts";

/** A side of categories has at most this many different rows. */
const MOST = 50;
/** The number of rows that each category needs: twice the number of categories, and at most this. */
const ROWS_EACH = 20;

/**
 * Whether a side is made of categories: it is declared so, or it has few different rows with many repeats each, or it
 * is a text with a 0/1 column for each value, which has hardly more different rows than columns.
 *
 * K different rows are few if there are K min(2 K, 20) rows. So measurements rounded to 22 values are numbers among 150
 * rows, where a category of theirs would have 7 rows, and may be categories among 440.
 *
 * In a side of categories at least half of the values of every column repeat. That excludes columns of mostly zeros and
 * else different numbers.
 */
export function isCategories({ data, n, d, categories }: Matrix): boolean {
  if (categories) return true;
  const few = (count: number) => count <= MOST && count * Math.min(2 * count, ROWS_EACH) <= n;
  let most = MOST;
  while (most > 2 && !few(most)) most--;
  if (d > 1) most = Math.max(most, Math.min(d + 1, n / 2));
  // For continuous numbers the first rows of the first column decide.
  if (moreThan(most, { data, n, d })) return false;
  return (
    symbols({ data, n, d }).count <= most &&
    Array.from({ length: d }, (_, j) => metAgain({ data, n, d }, j)).every(Boolean)
  );
}

/** Whether the first column has more than `most` values. */
function moreThan(most: number, { data, d }: Matrix): boolean {
  const met = new Set<number>();
  for (let at = 0; at < data.length && met.size <= most; at += d) met.add(data[at]);
  return met.size > most;
}

/** Whether at least half of a column's values occur more than once. */
function metAgain(side: Matrix, j: number): boolean {
  const found = columnSymbols(side, j);
  return 2 * countRows(found).filter((rows) => rows === 1).length <= found.count;
}
