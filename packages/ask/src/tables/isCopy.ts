import type { Column } from "../types.ts";
import { columnValues } from "./columnValues.ts";

/**
 * Whether each of two columns trivially determines the other: numbers in the same or the reversed order, or a one-to-one map
 * between texts or repeated numbers. Columns are [N] each.
 */
export function isCopy(a: Column, b: Column): boolean {
  const [x, y] = [a, b].map(columnValues);
  if (a.kind !== "number" || b.kind !== "number") return oneForOne(x, y);
  // Numbers that occur once each are always one-to-one.
  return sameOrder(x, y) || (oneForOne(x, y) && new Set(x).size <= x.length / 2);
}

function oneForOne(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  const [there, back] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < x.length; i++) {
    if ((there.get(x[i]) ?? y[i]) !== y[i] || (back.get(y[i]) ?? x[i]) !== x[i]) return false;
    there.set(x[i], y[i]);
    back.set(y[i], x[i]);
  }
  return true;
}

function sameOrder(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  // A few rows rule out nearly all pairs of columns without sorting them.
  const few = Math.min(x.length, 50);
  const order = (n: number) => Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => x[i] - x[j]);
  const along = (rows: Int32Array) => {
    let [up, down] = [true, true];
    for (let at = 1; at < rows.length; at++) {
      const [i, j] = [rows[at - 1], rows[at]];
      if (x[i] === x[j]) {
        if (y[i] !== y[j]) return false;
      } else {
        up &&= y[i] < y[j];
        down &&= y[i] > y[j];
      }
    }
    return up || down;
  };
  return along(order(few)) && along(order(x.length));
}
