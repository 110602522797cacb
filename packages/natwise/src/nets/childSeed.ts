import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/** A seed for part `i` of a composed net, so that parts of one shape begin with different values. */
export function childSeed(seed: number, i: number): number {
  return random(seed, streams.childSeeds, i).integer(2 ** 31 - 1);
}
