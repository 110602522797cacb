import type { Matrix } from "../types.ts";
import { columnSymbols, countRows, symbols } from "./symbols.ts";

/** A side with no more different rows than this, each met often, is one of categories. */
const FEW_SYMBOLS = 50;

/**
 * Whether a side is made of few different rows, each met often; or is a text with a 0/1 column for each of its values: hardly
 * more different rows than columns, most of them met again.
 *
 * A column most of whose values are met once is none: mostly zeros, and numbers on a scale where it is not zero.
 */
export function isCategories({ data, n, d }: Matrix): boolean {
  const most = Math.max(Math.min(FEW_SYMBOLS, n / 5), Math.min(d + 1, n / 2));
  // Of numbers on a scale the first rows of the first column say that they are none.
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

/** Whether half of a column's values or more are met more than once. */
function metAgain(side: Matrix, j: number): boolean {
  const found = columnSymbols(side, j);
  return 2 * countRows(found).filter((rows) => rows === 1).length <= found.count;
}
