import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws of one seed: the only randomness in natwise. */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  normal(): number;
  /** Uniform on 0 ... n - 1. */
  integer(n: number): number;
  /** A uniformly random order of 0 ... n - 1. */
  permutation(n: number): Int32Array;
}

/**
 * A generator for `seed`; further numbers name a stream of that seed, so that folds and permutations
 * draw independently of one another and of the order they run in.
 */
export function random(seed: number, ...stream: number[]): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`random: seed must be an integer, got ${seed}`);
  let mixed = seed | 0;
  for (const part of [Math.floor(seed / 2 ** 32), ...stream])
    mixed = scramble(mixed ^ scramble(part + 0x9e3779b9));
  const generator = xoroshiro128plus(mixed);
  const uniform = () => ((generator.next() >>> 5) * 67108864 + (generator.next() >>> 6)) / 9007199254740992;
  const integer = (n: number) => uniformInt(generator, 0, n - 1);
  let spare: number | undefined;
  return {
    uniform,
    integer,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
  };
}

/** The finaliser of MurmurHash3: nearby seeds start far apart. */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
