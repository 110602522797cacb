import { symbols } from "../discrete/symbols.ts";
import type { Matrix } from "../types.ts";
import { centred, centredWithin, orthogonal } from "./orthogonal.ts";

/** A column is continuous if at least this share of its values differ; with fewer the information is finite. */
const DIFFERENT = 0.5;

/**
 * The number of a column of y that is a linear function of x, alone or together with z and the other columns of y, and
 * that z does not determine without x. I(X; Y | Z) is then infinite. Null if there is no such column.
 *
 * Only continuous columns count. Columns with few values, on either side, are conditioned on:
 * I(X; Y) >= I(X'; Y' | the rest of X and Y).
 *
 * A generator that yields the share done, see `inSlices`. O(N d^2).
 */
export function* linearlyDetermined(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
): Generator<number, number | null> {
  const groups = z?.categories ? symbols(z) : null;
  if (!(x.n > x.d + y.d + (groups?.count ?? z?.d ?? 0) + 1)) return null;
  const columns = (side: Matrix) => {
    const many = centred(side).map(continuous);
    return (groups ? centredWithin(side, groups) : centred(side)).map((column, j) => ({
      column,
      many: many[j],
    }));
  };
  const [left, right] = [columns(x), columns(y)];
  const rest = [...left, ...right].flatMap(({ column, many }) => (many ? [] : [column]));
  const basis = (yield* orthogonal([...(z && !groups ? centred(z) : []), ...rest], [])).units;
  const continuousLeft = left.flatMap(({ column, many }) => (many ? [column] : []));
  const { units } = yield* orthogonal(continuousLeft, basis);
  const numbers = [...right.keys()].filter((j) => right[j].many);
  const own = yield* orthogonal(
    numbers.map((j) => right[j].column),
    basis,
  );
  const kept = numbers.filter((_, at) => !own.redundant.includes(at));
  const { redundant } = yield* orthogonal(own.units, [...basis, ...units]);
  return redundant.length > 0 ? kept[redundant[0]] : null;
}

const continuous = (column: Float64Array) => new Set(column).size >= DIFFERENT * column.length;
