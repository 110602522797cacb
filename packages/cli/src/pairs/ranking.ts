import type { PairNumbers } from "./askPairs.ts";

/** How much each column of a file tells about one of them: what the outputs of `natwise rank` are made from. */
export interface Ranking {
  readonly path: string;
  readonly target: string;
  readonly given: readonly string[];
  /** Best first; what cannot be answered last. */
  readonly rows: readonly RankRow[];
  /** Columns in the order in which they add most; null where that was not asked for. */
  readonly order:
    | readonly { readonly column: string; readonly nats: number; readonly beyond: string | null }[]
    | null;
  /** Columns that nothing was done about before the work was stopped. */
  readonly leftOut: readonly string[];
  readonly read: number;
  readonly seed: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export interface RankRow extends PairNumbers {
  readonly column: string;
}
