import { isCategories } from "../discrete/isCategories.ts";
import { symbols } from "../discrete/symbols.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import type { Matrix } from "../types.ts";

/** A smaller share of copies does no harm. */
const MANY = 0.1;

/**
 * Row numbers without copies of earlier rows; null if there are few copies. A copy is a row of numbers equal to another
 * row in all columns. Rounded numbers are not copies: their repeated values of x occur with different values of y. So x
 * and y must repeat almost only together.
 *
 * @param known results that the caller has already: whether x or y is made of categories, and the number of different
 *   rows of y
 */
export function withoutCopies(
  { x, y, z }: { readonly x: Matrix; readonly y: Matrix; readonly z: Matrix | null },
  known: { readonly categories?: boolean; readonly differentY?: number } = {},
): Int32Array | null {
  if (known.categories ?? (isCategories(x) || isCategories(y))) return null;
  // Rows that differ in y differ.
  const differentY = known.differentY ?? symbols(y).count;
  if (x.n - differentY <= MANY * x.n) return null;
  const { codes, count } = symbols(z ? sideBySide(x, y, z) : sideBySide(x, y));
  if (x.n - count <= MANY * x.n) return null;
  if (count > 1.05 * Math.min(symbols(x).count, differentY)) return null;
  const met = new Uint8Array(count);
  return Int32Array.from(codes.keys()).filter((i) => {
    const before = met[codes[i]];
    met[codes[i]] = 1;
    return before === 0;
  });
}
