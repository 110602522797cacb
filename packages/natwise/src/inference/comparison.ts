import type { Side } from "./side.ts";
import type { SharedSurrogates, Statistics } from "./surrogateValues.ts";

/** The statistic and the surrogates of a test of independence, shared by all x with the same y and z. */
export interface Comparison<Y> extends SharedSurrogates<Y> {
  /** The statistics of an x, and their name. */
  of(x: Side): Promise<Named<Y>>;
}

interface Named<Y> {
  readonly name: string;
  statistics(y: Y): ReturnType<Statistics<Y>>;
}
