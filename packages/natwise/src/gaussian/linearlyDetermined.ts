import type { Matrix } from "../types.ts";
import { centred, orthogonal } from "./orthogonal.ts";

/** Of the numbers on a scale this share of the values differ, at the least; with fewer the information is finite. */
const DIFFERENT = 0.5;

/**
 * The number of a column of y that the columns of x determine as a linear function, alone or together with those of z and
 * the others of y, and that z does not determine without x: then I(X; Y | Z) is infinite. Null where there is none.
 *
 * Both must be continuous for that. A column with few values, on either side, is taken as held fixed:
 * I(X; Y) >= I(X'; Y' | the rest of X and Y).
 *
 * A generator, so that a caller can breathe. O(N d^2).
 */
export function* linearlyDetermined(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
): Generator<number, number | null> {
  if (!(x.n > x.d + y.d + (z?.d ?? 0) + 1)) return null;
  const [left, right] = [centred(x), centred(y)];
  const rest = [...left, ...right].filter((column) => !continuous(column));
  const basis = (yield* orthogonal([...(z ? centred(z) : []), ...rest], [])).units;
  const { units } = yield* orthogonal(left.filter(continuous), basis);
  const numbers = [...right.keys()].filter((j) => continuous(right[j]));
  const own = yield* orthogonal(
    numbers.map((j) => right[j]),
    basis,
  );
  const kept = numbers.filter((_, at) => !own.redundant.includes(at));
  const { redundant } = yield* orthogonal(own.units, [...basis, ...units]);
  return redundant.length > 0 ? kept[redundant[0]] : null;
}

const continuous = (column: Float64Array) => new Set(column).size >= DIFFERENT * column.length;
