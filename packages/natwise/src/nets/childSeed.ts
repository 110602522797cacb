import { random } from "../rows/random.ts";

/** A seed for part `i` of a composed net, so that parts of one shape begin with different values. */
export function childSeed(seed: number, i: number): number {
  return random(seed, 51, i).integer(2 ** 31 - 1);
}
