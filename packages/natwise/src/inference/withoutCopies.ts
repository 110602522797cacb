import { isCategories } from "../discrete/isCategories.ts";
import { countRows, pairs, type Symbols, symbols } from "../discrete/symbols.ts";
import type { Matrix } from "../types.ts";

/** A smaller share of copies does no harm. */
const MANY = 0.1;

/** An atom is held by at least this many rows. */
const ATOM = 5;

/**
 * Row numbers without copies of earlier rows; null if there are few copies.
 *
 * A copy is a row equal to an earlier one on all sides, where chance does not explain that they coincide. Chance
 * explains it if the values are frequent, each by itself: if the expected number of rows that coincide is
 *
 *   N prod_s (n_s / N) >= 1,   n_s the number of rows with this row's value on side s
 *
 * and five rows or more coincide, which are an atom. So zeros in half of the rows of x and of y are no copies. Among the
 * other rows, the values of every witness must repeat almost only together with the whole row. So rounded numbers are no
 * copies: their values of x occur with different values of y.
 *
 * @param sides symbols of each side, of the same rows; asked for one after the other, until one has few repeats
 * @param witnesses indices of the sides that must repeat only in copies
 */
export function withoutCopies(
  sides: readonly (() => Symbols)[],
  witnesses: readonly number[],
): Int32Array | null {
  const asked: Symbols[] = [];
  let rows: Symbols | null = null;
  for (const side of sides) {
    const found = side();
    asked.push(found);
    rows = rows ? pairs(rows, found) : found;
    // Rows that differ on one side differ.
    if (fewRepeats(found.codes.length, rows.count)) return null;
  }
  const { codes } = rows!;
  const n = codes.length;
  const sizes = asked.map(countRows);
  const times = countRows(rows!);
  const met = new Set<number>();
  const values = witnesses.map(() => new Set<number>());
  const kept: number[] = [];
  let rare = 0;
  for (let i = 0; i < n; i++) {
    let expected = n;
    for (const [s, side] of asked.entries()) expected *= sizes[s][side.codes[i]] / n;
    const explained = expected >= 1 && times[codes[i]] >= ATOM;
    if (explained || !met.has(codes[i])) kept.push(i);
    if (explained) continue;
    rare++;
    met.add(codes[i]);
    for (const [w, s] of witnesses.entries()) values[w].add(asked[s].codes[i]);
  }
  if (rare - met.size <= MANY * n) return null;
  return values.every(({ size }) => met.size <= 1.05 * size) ? Int32Array.from(kept) : null;
}

const fewRepeats = (n: number, different: number) => n - different <= MANY * n;

/** `withoutCopies` of the rows of x, y and z, with x and y as witnesses; null for categories, which repeat anyway. */
export function withoutCopiedRows({
  x,
  y,
  z,
}: {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
}): Int32Array | null {
  if (isCategories(x) || isCategories(y)) return null;
  return withoutCopies(
    [y, x, ...(z ? [z] : [])].map((side) => () => symbols(side)),
    [0, 1],
  );
}
