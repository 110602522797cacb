import type { PairNumbers } from "./askPairs.ts";

/** How much the columns of a file tell about each other: what the outputs of `natwise matrix` are made from. */
export interface InformationMatrix {
  readonly path: string;
  /** Columns that could be answered, those that tell about each other side by side. */
  readonly columns: readonly string[];
  /** Best first. */
  readonly rows: readonly MatrixRow[];
  /** Why columns have no place in it. */
  readonly refused: readonly { readonly column: string; readonly why: string }[];
  /** Pairs that nothing was done about before the work was stopped. */
  readonly leftOut: number;
  readonly read: number;
  readonly seed: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export interface MatrixRow extends PairNumbers {
  readonly x: string;
  readonly y: string;
  /** sqrt(1 - e^{-2 I}), from 0 to 1. */
  readonly score: number | null;
}
