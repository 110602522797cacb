/**
 * @module Data as they would be without the dependence: orders of y's rows in which x and y are strangers, all else kept.
 */
import { symbols } from "../discrete/symbols.ts";
import { type Remark, remark } from "../remarks.ts";
import type { Random } from "../rows/random.ts";
import type { Matrix } from "../types.ts";

/** A way to draw such an order: row i of x then stands beside row order[i] of y. */
export interface Surrogate {
  readonly name: string;
  order(n: number, random: Random): Int32Array;
  /** How many different orders there are; absent where they are more than anybody draws. */
  orders?(n: number): number;
}

/** Any order: for rows that are independent draws, which may then be exchanged freely. */
export function shuffled(): Surrogate {
  return { name: "shuffled rows", order: (n, random) => random.permutation(n) };
}

/**
 * Shuffled among the rows with the same z: x and y keep what each shares with z. For conditional independence of x and y
 * given a discrete z. A group of one row cannot be shuffled and stays.
 *
 * @param z rows [N, dz], equal ones forming a group
 * @throws RangeError where nearly all groups are of one row: nothing could be shuffled
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

/** Rows of a series that can be tested. */
const FEWEST_TURNS = 40;

/** Why so short a series has no p-value; null where it is long enough. */
export const tooFewTurns = (n: number): Remark | null =>
  n < FEWEST_TURNS ? remark("seriesTooShort", { rows: n, fewest: FEWEST_TURNS }) : null;

/** The margin of circular shifts: twice the lag at which the memory of the rows ends, and a quarter of them at the most. */
export const shiftMargin = (n: number, lag: number): number =>
  Math.max(1, Math.min(Math.floor(n / 4), 2 * lag));

/**
 * A circle's turn: all rows move by the same number of places, at least `margin`, and the last ones go to the beginning.
 * Each series keeps its own course in time; only how the two stand to each other is lost. For stationary series.
 *
 * @param options.margin fewest places to move, either way; must exceed the time over which the series resemble themselves
 * @throws RangeError for a margin that leaves fewer than 20 turns
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
 * Stretches of `length` rows in random order, beginning at a random place of the circle: what happens within a stretch is
 * kept. For series whose course changes with time too much for one shift.
 *
 * @throws RangeError unless there are at least five stretches
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
      // The circle is cut elsewhere on this side too, or the first row of x would always meet a block's beginning.
      const turn = random.integer(n);
      return order.map((_, i) => order[(i + turn) % n]);
    },
  };
}
