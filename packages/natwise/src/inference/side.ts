import { isCategories } from "../discrete/isCategories.ts";
import { type Symbols, symbols } from "../discrete/symbols.ts";
import { type Innovations, innovations } from "../series/innovations.ts";
import type { Matrix } from "../types.ts";
import { autocorrelations } from "./autocorrelationInflation.ts";

/** x, y or z of a test, with properties that are computed once for all tests of it. */
export interface Side {
  readonly rows: Matrix;
  readonly categories: boolean;
  symbols(): Symbols;
  /** The result of `autocorrelations`. */
  autocorrelations(): number[][];
  /** The side as a series. */
  innovations(): Innovations;
  /** One column [N]: the numbers, or a number for each category; null for several columns of numbers. */
  column(): Float64Array | null;
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
    column: () => (categories ? Float64Array.from(symbolsOnce().codes) : rows.d === 1 ? rows.data : null),
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
