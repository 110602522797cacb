import type { ColumnRef } from "../remarks.ts";
import type { Side } from "./side.ts";
import type { SharedSurrogates, Statistics } from "./surrogateValues.ts";

/** The statistic and the surrogates of a test of independence, shared by all x with the same y and z. */
export interface Comparison<Y> extends SharedSurrogates<Y> {
  /** Number of rows of the data behind an order, if it is not that of the order. */
  readonly tested?: number;
  /** The statistics of an x, and their name. */
  of(x: Side): Promise<Named<Y>>;
}

interface Named<Y> {
  readonly name: string;
  /** Columns that drift, of a series whose innovations alone were compared. */
  readonly drifting?: readonly ColumnRef[];
  statistics(y: Y): ReturnType<Statistics<Y>>;
}
