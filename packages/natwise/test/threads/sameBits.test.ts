import { expect, test } from "vitest";
import { started } from "#threads";
import { gaoNats } from "../../src/neighbours/gao.ts";
import { geometricKnnNats } from "../../src/neighbours/geometricKnn.ts";
import { klEntropy } from "../../src/neighbours/kozachenkoLeonenko.ts";
import { ksgConditionalNats, ksgNats } from "../../src/neighbours/ksg.ts";
import { rossNats } from "../../src/neighbours/ross.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";
import { cloud } from "../neighbours/clouds.ts";

/** Everything that searches for neighbours, on rows of the kinds that it takes. */
const searches: Readonly<
  Record<string, (x: Matrix, y: Matrix, z: Matrix, threads: number) => { readonly local: Float64Array }>
> = {
  ksg: (x, y, _z, threads) => runToEnd(ksgNats(x, y, { threads })),
  "ksg, algorithm 2": (x, y, _z, threads) => runToEnd(ksgNats(x, y, { algorithm: 2, threads })),
  "ksg given z": (x, y, z, threads) => runToEnd(ksgConditionalNats(x, y, z, { threads })),
  gao: (x, y, _z, threads) => runToEnd(gaoNats(x, y, null, { threads })),
  "gao given z": (x, y, z, threads) => runToEnd(gaoNats(x, y, z, { threads })),
  ross: (x, _y, z, threads) => runToEnd(rossNats(x, categories(z), { threads })),
  geometricKnn: (x, y, _z, threads) => runToEnd(geometricKnnNats(x, y, { threads })),
  kozachenkoLeonenko: (x, _y, _z, threads) => runToEnd(klEntropy(x, { threads })),
};

/** A quarter of the rows in each of four categories. */
const categories = ({ data, n, d }: Matrix): Matrix => {
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => data[a * d] - data[b * d] || a - b);
  const column = new Float64Array(n);
  for (const [place, row] of order.entries()) column[row] = Math.floor((4 * place) / n);
  return { data: column, n, d: 1 };
};

/** Normal numbers as they are, rounded so that many repeat, and with half of the rows at zero. */
const kinds: Readonly<Record<string, (value: number, uniform: () => number) => number>> = {
  continuous: (value) => value,
  rounded: (value) => Math.round(5 * value) / 5,
  "zero-inflated": (value, uniform) => (uniform() < 0.5 ? 0 : value),
};

for (const [kind, change] of Object.entries(kinds)) {
  test.each(Object.entries(searches))(
    `%s has the same bits on one, two and three threads: ${kind}`,
    (_, search) => {
      for (const [n, d] of [
        [300, 1],
        [5000, 1],
        [1500, 3],
      ]) {
        const { uniform } = random(n + d);
        const [x, noise, z] = [1, 2, 3].map((seed) => cloud("normal", n, d, seed));
        const of = ({ data }: Matrix, mix = data): Matrix => ({
          data: data.map((value, at) => change(0.6 * mix[at] + 0.8 * value, uniform)),
          ...{ n, d },
        });
        const [left, right, given] = [of(x), of(noise, x.data), of(z)];
        const [one, ...more] = [1, 2, 3].map((threads) => search(left, right, given, threads));
        expect(one.local.every(Number.isFinite)).toBe(true);
        for (const other of more) expect(other).toEqual(one);
      }
    },
  );
}

test("other threads took part", () => {
  expect(started()).toBe(true);
});
