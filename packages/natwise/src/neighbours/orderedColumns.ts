import { sideBySide } from "../rows/sideBySide.ts";
import { roomFor, shareOut, type Threads, visible } from "../threads/shareOut.ts";
import type { Matrix } from "../types.ts";
import { orderTask } from "./orderTask.ts";

/** Rows [N, d] with the order of each column, by which trees are built and places are found. */
export interface OrderedColumns extends Matrix {
  /** The rows in ascending order of each column; rows with equal values keep their order [d, N]. */
  readonly orders: Int32Array;
}

/**
 * Sorts the columns of a matrix, unless they are in order.
 *
 * A generator that yields the share done, see `inSlices`.
 */
export function* orderedColumns(
  points: Matrix | OrderedColumns,
  { threads }: Threads = {},
): Generator<number, OrderedColumns> {
  if ("orders" in points) return points;
  const { data, n, d } = points;
  const orders = new Int32Array(roomFor(n * d, { threads })(4 * n * d));
  yield* shareOut(orderTask, { data: visible(data, { threads }), d, orders }, d, {
    threads,
    results: orders,
  });
  return { ...points, orders };
}

/** The columns of all parts, in order. */
export function orderedSideBySide(...parts: readonly OrderedColumns[]): OrderedColumns {
  const both = sideBySide(...parts);
  const orders = new Int32Array(both.n * both.d);
  let next = 0;
  for (const part of parts) {
    orders.set(part.orders, next);
    next += part.orders.length;
  }
  return { ...both, orders };
}
