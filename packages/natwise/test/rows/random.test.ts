import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { random } from "../../src/rows/random.ts";

/** The finaliser of MurmurHash3. */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The generator of random(seed, stream). */
const generatorOf = (seed: number, stream: number) =>
  xoroshiro128plus(
    [0, stream].reduce((mixed, part) => scramble(mixed ^ scramble(part + 0x9e3779b9)), seed | 0),
  );

test("integers below n are those of uniformInt, also where nearly half of the draws are drawn again", () => {
  for (const n of [1, 2, 3, 10_007, 2 ** 31 + 1, 3 * 2 ** 30, 2 ** 32 - 1, 2 ** 32]) {
    const [draws, generator] = [random(n % 7, 1), generatorOf(n % 7, 1)];
    for (let at = 0; at < 1000; at++) expect(draws.integer(n)).toBe(uniformInt(generator, 0, n - 1));
  }
});

test("a permutation is Fisher's and Yates' by uniformInt", () => {
  for (const n of [0, 1, 2, 3, 4, 5, 7, 16, 100, 1023, 4096, 30_000]) {
    for (let seed = 0; seed < 20; seed++) {
      const generator = generatorOf(seed, 2);
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = uniformInt(generator, 0, i);
        [order[i], order[j]] = [order[j], order[i]];
      }
      const draws = random(seed, 2);
      expect([...draws.permutation(n)]).toEqual(order);
      // What is drawn after it is the same, too.
      expect(draws.integer(2 ** 32)).toBe(uniformInt(generator, 0, 2 ** 32 - 1));
    }
  }
});
