/**
 * @module Surrogate data: orders of y's rows that remove its dependence on x and keep everything else.
 */
import { symbols } from "../discrete/symbols.ts";
import { type Remark, remark } from "../remarks.ts";
import type { Random } from "../rows/random.ts";
import type { Matrix } from "../types.ts";

/** A way to draw orders: row i of x is paired with row order[i] of y. */
export interface Surrogate {
  readonly name: string;
  order(n: number, random: Random): Int32Array;
  /** Number of different orders; absent if there are more than can be drawn. */
  orders?(n: number): number;
}

/** All orders: for rows that are independent draws and so exchangeable. */
export function shuffled(): Surrogate {
  return { name: "shuffled rows", order: (n, random) => random.permutation(n) };
}

/**
 * Shuffles rows with the same z, so that x and y keep their dependence on z. For conditional independence of x and y
 * given a discrete z. A group of one row stays as it is.
 *
 * @param z rows [N, dz]; equal rows form a group
 * @throws RangeError if half of the rows or more are alone in their group
 */
export function withinGroups(z: Matrix): Surrogate {
  const { codes, count } = symbols(z);
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < z.n; i++) groups[codes[i]].push(i);
  const shared = groups.filter(({ length }) => length > 1);
  if (!(shared.reduce((rows, { length }) => rows + length, 0) > z.n / 2)) {
    throw new RangeError(
      `withinGroups: z must repeat, got ${count} different rows among ${z.n}; use localPermutation for continuous columns`,
    );
  }
  return {
    name: "shuffled within groups",
    order(n, random) {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (const group of shared) {
        random.permutation(group.length).forEach((from, to) => {
          order[group[to]] = group[from];
        });
      }
      return order;
    },
  };
}

/** Smallest number of rows of a series that can be tested. */
const FEWEST_TURNS = 40;

/** The remark that a series is too short for a p-value; null if it is long enough. */
export const tooFewTurns = (n: number): Remark | null =>
  n < FEWEST_TURNS ? remark("seriesTooShort", { rows: n, fewest: FEWEST_TURNS }) : null;

/**
 * The margin of circular shifts: twice the lag at which the autocorrelation ends, and at most a quarter of the rows.
 */
export const shiftMargin = (n: number, lag: number): number =>
  Math.max(1, Math.min(Math.floor(n / 4), 2 * lag));

/**
 * Shifts all rows by the same number of places, at least `margin`, and moves the last ones to the beginning. Each
 * series keeps its own autocorrelation; only the alignment of the two is lost. For stationary series.
 *
 * @param options.margin smallest shift, in either direction; it must exceed the range of the autocorrelation
 * @throws RangeError for a margin that leaves fewer than 20 shifts
 */
export function circularShift({ margin = 1 }: { readonly margin?: number } = {}): Surrogate {
  return {
    name: "circular shifts",
    orders: (n) => n - 2 * margin + 1,
    order(n, random) {
      const turns = n - 2 * margin + 1;
      if (!(margin >= 1 && turns >= 20)) {
        throw new RangeError(
          `circularShift: margin must be from 1 to ${Math.floor((n - 19) / 2)} for ${n} rows, got ${margin}`,
        );
      }
      const shift = margin + random.integer(turns);
      return Int32Array.from({ length: n }, (_, i) => (i + shift) % n);
    },
  };
}

/**
 * Blocks of `length` rows in random order, cut at a random place of the circle. Dependence within a block is kept. For
 * series that change too much over time for a single shift.
 *
 * @throws RangeError unless there are at least five blocks
 */
export function blocks({ length }: { readonly length: number }): Surrogate {
  return {
    name: `shuffled blocks of ${length} rows`,
    order(n, random) {
      if (!(Number.isInteger(length) && length >= 1 && length <= n / 5)) {
        throw new RangeError(
          `blocks: length must be a whole number from 1 to a fifth of the ${n} rows, got ${length}`,
        );
      }
      const start = random.integer(n);
      const count = Math.ceil(n / length);
      const order = new Int32Array(n);
      let to = 0;
      for (const block of random.permutation(count)) {
        const end = Math.min(n, (block + 1) * length);
        for (let i = block * length; i < end; i++) order[to++] = (start + i) % n;
      }
      // Rotated once more: otherwise the first row of x would always be paired with the beginning of a block.
      const turn = random.integer(n);
      return order.map((_, i) => order[(i + turn) % n]);
    },
  };
}
