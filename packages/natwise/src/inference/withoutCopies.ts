import { isCategories } from "../discrete/isCategories.ts";
import { symbols } from "../discrete/symbols.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import type { Matrix } from "../types.ts";

/** Fewer copies do no harm. */
const MANY = 0.1;

/**
 * Row numbers without the copies of rows before them; null where copies are none or few. A copy is a row of numbers that repeats
 * another one in all columns, where values of x and of y repeat nearly only in such rows: the repeats of rounded numbers meet
 * others on the other side.
 *
 * @param known what the caller has found already: whether x or y is made of categories, and how many different rows y has
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
