import type { Side } from "./side.ts";
import type { SharedSurrogates, Statistics } from "./surrogateValues.ts";

/** How a test of independence compares: with which surrogates, by which statistic. Shared by all x with the same y and z. */
export interface Comparison<Y> extends SharedSurrogates<Y> {
  /** The statistics of an x, and what they are called. */
  of(x: Side): Promise<Named<Y>>;
}

interface Named<Y> {
  readonly name: string;
  statistics(y: Y): ReturnType<Statistics<Y>>;
}
