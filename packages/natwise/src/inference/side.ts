import { isCategories } from "../discrete/isCategories.ts";
import { type Symbols, symbols } from "../discrete/symbols.ts";
import { type Innovations, innovations } from "../series/innovations.ts";
import type { Matrix } from "../types.ts";
import { autocorrelations } from "./autocorrelationInflation.ts";
import { rankCells } from "./rankCells.ts";

/** x, y or z of a test, with properties that are computed once for all tests of it. */
export interface Side {
  readonly rows: Matrix;
  readonly categories: boolean;
  symbols(): Symbols;
  /** The result of `autocorrelations`. */
  autocorrelations(): number[][];
  /** The side as a series. */
  innovations(): Innovations;
  /**
   * A cell for each category, or cells of equal counts of a column of numbers, at most `most`; null for several columns
   * of numbers.
   */
  cells(most: number): Symbols | null;
}

/** @param rows [N, d], standardised */
export function side(rows: Matrix): Side {
  const categories = isCategories(rows);
  const symbolsOnce = once(() => symbols(rows));
  return {
    rows,
    categories,
    symbols: symbolsOnce,
    autocorrelations: once(() => autocorrelations(rows)),
    innovations: once(() => innovations(rows)),
    cells: (most) => (categories ? symbolsOnce() : rows.d === 1 ? rankCells(rows.data, most) : null),
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
