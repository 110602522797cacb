import { describe, expect, it } from "vitest";
import { discrete } from "../../src/discrete/discrete.ts";
import { symbols } from "../../src/discrete/symbols.ts";
import { autocorrelationInflation } from "../../src/inference/autocorrelationInflation.ts";
import { cellsAt, countStatistic } from "../../src/inference/countStatistic.ts";
import {
  type IndependenceTest,
  independenceTest,
  independenceTests,
} from "../../src/inference/independenceTest.ts";
import { joinTests } from "../../src/inference/joinTests.ts";
import { shiftMargin } from "../../src/inference/surrogates.ts";
import { random } from "../../src/rows/random.ts";
import { standardise } from "../../src/rows/standardise.ts";
import type { Context, Matrix } from "../../src/types.ts";

const N = 90;
const context: Context = { seed: 3, engine: () => Promise.reject(new Error("nothing is trained")) };

/** Columns of each kind, by number: every call draws others. */
const kinds = {
  numbers: (r: ReturnType<typeof random>) => column(() => r.normal()),
  ties: (r: ReturnType<typeof random>) => column(() => Math.round(2 * r.normal())),
  categories: (r: ReturnType<typeof random>) => column(() => r.integer(3)),
  "categories, one-hot": (r: ReturnType<typeof random>) =>
    rows(() => {
      const code = r.integer(4);
      return [0, 1, 2, 3].map((other) => Number(other === code));
    }),
  "two columns": (r: ReturnType<typeof random>) => rows(() => [r.normal(), r.normal()]),
  "mostly zeros": (r: ReturnType<typeof random>) => column(() => (r.uniform() < 0.6 ? 0 : r.normal())),
  walk: (r: ReturnType<typeof random>) => {
    let at = 0;
    return column(() => {
      at = 0.8 * at + r.normal();
      return at;
    });
  },
};
type Kind = keyof typeof kinds;

function rows(row: () => number[]): Matrix {
  const all = Array.from({ length: N }, row);
  return standardise({ data: Float64Array.from(all.flat()), n: N, d: all[0].length }, "x");
}
const column = (value: () => number) => rows(() => [value()]);
const draw = (kind: Kind, stream: number) => kinds[kind](random(11, stream));

const names = Object.keys(kinds) as Kind[];
/** Kinds of y, with nothing given, categories, and numbers; and as a series. */
const cases = (["numbers", "ties", "categories, one-hot", "two columns"] as const).flatMap((y) =>
  ([null, "categories", "numbers"] as const).flatMap((z) =>
    [false, true].map((series) => ({ y, z, series, given: z === null ? "nothing" : z })),
  ),
);

describe.each(cases)("y of $y, given $given, series: $series", ({ y: kind, z: fixed, series }) => {
  const xs = names.map((name, stream) => draw(name, stream));
  const y = draw(kind, 20);
  const z = fixed && draw(fixed, 30);
  const permutations = 9;
  const test = (
    x: Matrix,
    options: { first?: number; permutations?: number; maxExceedances?: number } = {},
  ) => independenceTest(x, y, z, { permutations, series, context, ...options });

  it("says of an x the same alone, among others, and in slices put together, stopped early or not", async () => {
    for (const maxExceedances of [undefined, 3]) {
      const options = { permutations, maxExceedances, series, context };
      const together = await independenceTests(xs, y, z, options);
      for (const [i, x] of xs.entries()) {
        expect(await test(x, { maxExceedances })).toEqual(together[i]);
        const slices: IndependenceTest[] = [];
        for (const [first, end] of [
          [0, 4],
          [4, 5],
          [5, permutations],
        ])
          slices.push(await test(x, { first, permutations: end - first }));
        expect(joinTests(slices, { maxExceedances })).toEqual(together[i]);
      }
    }
  });
});

describe("an early stop", () => {
  it("draws the first surrogates of the test without one, up to the one that ends it", async () => {
    let stopped = 0;
    for (const name of names) {
      const [x, y] = [draw(name, 40), draw("numbers", 41)];
      const all = await independenceTest(x, y, null, { permutations: 60, context });
      const few = await independenceTest(x, y, null, { permutations: 60, maxExceedances: 4, context });
      // Several statistics are measured by their spread over all surrogates.
      if (all.compared!.unit !== "nats") {
        expect(few).toEqual(all);
        continue;
      }
      expect([...few.compared!.surrogates]).toEqual([
        ...all.compared!.surrogates.subarray(0, few.permutations),
      ]);
      const { observed, surrogates } = few.compared!;
      expect(surrogates.filter((value) => value >= observed)).toHaveLength(few.exceedances);
      if (few.exceedances < 4) expect(few.pValue).toBe((1 + few.exceedances) / 61);
      else {
        stopped++;
        expect(surrogates.at(-1)).toBeGreaterThanOrEqual(observed);
        expect(few.pValue).toBe(4 / few.permutations);
      }
    }
    expect(stopped).toBeGreaterThan(2);
  });
});

describe("a series", () => {
  it("of categories is compared with no more circular shifts than it has turns, in slices too", async () => {
    const [x, y] = [draw("categories", 50), draw("walk", 51)];
    const { lag } = autocorrelationInflation(x, y);
    const turns = N - 2 * shiftMargin(N, lag) + 1;
    const options = { series: true, context };
    const found = await independenceTest(x, y, null, { ...options, permutations: 500 });
    expect(found.permutations).toBe(turns);
    expect(found.pValue).toBeGreaterThanOrEqual(1 / (turns + 1));
    const beyond = await independenceTest(x, y, null, { ...options, first: 500, permutations: 10 });
    expect(beyond.permutations).toBe(0);
    expect(joinTests([found, beyond])).toEqual(found);
  });

  it("too short for surrogates has no p-value, but a value", async () => {
    const short = (side: Matrix) => ({ ...side, data: side.data.subarray(0, 30), n: 30 });
    const found = await independenceTest(short(draw("numbers", 1)), short(draw("numbers", 2)), null, {
      ...{ series: true, context },
    });
    expect(found).toMatchObject({ pValue: null, permutations: 0, values: null });
    expect(found.excess).toBeGreaterThan(0);
    expect(joinTests([found, found])).toEqual(found);
  });
});

describe("information in counts", () => {
  const draws = random(6);
  const side = (count: number) => {
    const codes = Int32Array.from({ length: N }, () => draws.integer(count));
    return {
      matrix: { data: Float64Array.from(codes), n: N, d: 1 },
      symbols: symbols({ data: Float64Array.from(codes), n: N, d: 1 }),
    };
  };

  it("is that of the discrete estimator, of any order and of more cells than rows", async () => {
    for (const [kx, ky, kz] of [
      [3, 4, 2],
      [2, 2, 1],
      [9, 12, 5],
    ]) {
      const [x, y, z] = [side(kx), side(ky), side(kz)];
      const plain = countStatistic(y.symbols)(x.symbols);
      const within = countStatistic(y.symbols, z.symbols)(x.symbols);
      const plugIn = discrete({ correction: "none" });
      for (let b = 0; b < 5; b++) {
        const order = draws.permutation(N);
        const moved = { ...y.matrix, data: Float64Array.from(order, (row) => y.matrix.data[row]) };
        const codes = cellsAt(y.symbols, order);
        const { nats } = await plugIn.estimate(x.matrix, moved, context);
        expect(plain(codes)).toBeCloseTo(nats, 12);
        // Orders that do not keep z's groups change more than the statistic looks at; those that do are below.
        const groups = Array.from({ length: kz }, (_, g) =>
          [...z.matrix.data.keys()].filter((i) => z.matrix.data[i] === g),
        );
        const kept = Int32Array.from(moved.data.keys());
        for (const group of groups) {
          const among = draws.permutation(group.length);
          for (const [to, from] of among.entries()) kept[group[to]] = group[from];
        }
        const turned = { ...y.matrix, data: Float64Array.from(kept, (row) => y.matrix.data[row]) };
        const given = await plugIn.conditional!(x.matrix, turned, z.matrix, context);
        expect(within(cellsAt(y.symbols, kept))).toBeCloseTo(given.nats, 12);
      }
    }
  });

  it("within groups has uniform p-values where x and y share z alone", async () => {
    const p: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const r = random(seed, 12);
      const data = Array.from({ length: 100 }, () => {
        const z = r.integer(3);
        return [r.uniform() < 0.6 ? z : r.integer(3), r.uniform() < 0.6 ? z : r.integer(4), z];
      });
      const [x, y, z] = [0, 1, 2].map((j) =>
        standardise({ data: Float64Array.from(data, (row) => row[j]), n: 100, d: 1 }, "x"),
      );
      const found = await independenceTest(x, y, z, { permutations: 99, context: { ...context, seed } });
      expect(found.statistic).toBe("plug-in conditional information of counts");
      p.push(found.pValue!);
    }
    // Kolmogorov and Smirnov: with 200 values the distance stays below 1.63 / sqrt 200 in 99 of 100 samples. p is a
    // multiple of 1/100 and at least that, which adds half a step; ties among surrogates only make p larger.
    p.sort((a, b) => a - b);
    const distance = Math.max(...p.map((value, i) => Math.abs(value - 0.005 - (i + 0.5) / 200)));
    expect(distance).toBeLessThan(1.63 / Math.sqrt(200) + 0.005);
  });
});

it("what each says above its surrogates is found where there is dependence, and is near 0 elsewhere", async () => {
  const r = random(4);
  const x = column(() => r.normal());
  const near = { ...x, data: x.data.map((value) => value + r.normal()) };
  const far = column(() => r.normal());
  const [found, none] = await independenceTests([near, far], x, null, { permutations: 199, context });
  // Normals with correlation 1/sqrt 2 have 0.347 nats; a grid of 4 x 4 cells keeps half of it.
  expect(found.excess).toBeGreaterThan(0.15);
  expect(found.pValue).toBe(1 / 200);
  // The plug-in value of 3 x 3 degrees of freedom has a standard deviation of sqrt(2 * 9) / 2N = 0.024.
  expect(Math.abs(none.excess!)).toBeLessThan(4 * 0.024);
});
