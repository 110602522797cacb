import { expect, test } from "vitest";
import { random, symbols } from "../../src/index.ts";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { withoutCopiedRows, withoutCopies } from "../../src/inference/withoutCopies.ts";
import type { Matrix } from "../../src/types.ts";

const { normal } = random(4);
const column = (values: readonly number[]): Matrix => ({
  data: Float64Array.from(values),
  n: values.length,
  d: 1,
});
const thrice = (values: readonly number[]) => column([...values, ...values, ...values]);
const values = (n: number) => Array.from({ length: n }, normal);

test("repeated rows of numbers are taken once", () => {
  const [x, y] = [values(60), values(60)];
  expect(Array.from(withoutCopiedRows({ x: thrice(x), y: thrice(y), z: null })!)).toEqual(
    Array.from(x.keys()),
  );
  expect(withoutCopiedRows({ x: column(x), y: column(y), z: null })).toBeNull();
  // The same x and y under another z are no copies.
  expect(withoutCopiedRows({ x: thrice(x), y: thrice(y), z: column(values(180)) })).toBeNull();
  // Few copies do no harm.
  const few = (side: readonly number[]) => column([...side, ...side.slice(0, 6)]);
  expect(withoutCopiedRows({ x: few(x), y: few(y), z: null })).toBeNull();
});

test("rounded numbers and categories repeat without being copies", () => {
  const rounded = () => column(values(400).map((value) => Math.round(5 * value)));
  expect(withoutCopiedRows({ x: rounded(), y: rounded(), z: null })).toBeNull();
  const labels = column(Array.from({ length: 180 }, (_, i) => i % 2));
  expect(withoutCopiedRows({ x: labels, y: thrice(values(60)), z: null })).toBeNull();
});

test("atoms coincide by chance: no share of zeros makes copies of them", () => {
  for (const share of [0.2, 0.5, 0.8, 0.95])
    for (let seed = 0; seed < 10; seed++) {
      const draw = random(seed, 1);
      const rows = Array.from({ length: 400 }, () =>
        draw.uniform() < share ? [0, 0] : [draw.normal(), draw.normal()],
      );
      const [x, y] = [0, 1].map((s) => column(rows.map((row) => row[s])));
      expect(withoutCopiedRows({ x, y, z: null })).toBeNull();
      // The same file twice: the atoms stay, the others are taken once.
      const twice = (side: Matrix) => column([...side.data, ...side.data]);
      const kept = withoutCopiedRows({ x: twice(x), y: twice(y), z: null });
      const zeros = rows.filter(([a]) => a === 0).length;
      if (400 - zeros > 90) expect(kept!.length).toBe(2 * zeros + 400 - zeros);
    }
});

test("categories that repeat together are no copies, however many rows each has", () => {
  for (const [categories, each] of [
    [60, 10],
    [20, 30],
    [12, 40],
  ]) {
    const codes = Array.from({ length: categories * each }, (_, i) => i % categories);
    const renamed = codes.map((code) => (7 * code) % (categories + 1));
    expect(
      withoutCopiedRows({ x: { ...column(codes), categories: true }, y: column(renamed), z: null }),
    ).toBeNull();
  }
});

test("a copy of a table repeats its finest column, whatever the others hold", () => {
  const labels = Array.from({ length: 60 }, (_, i) => i % 3);
  const sides = (...columns: readonly (readonly number[])[]) =>
    columns.map((values) => () => symbols(thrice(values)));
  expect(withoutCopies(sides(values(60), labels), [0])!.length).toBe(60);
  // Few values of a measurement repeat with their label by chance.
  const lengths = values(180).map((value) => Math.round(4 * value));
  const measured = [column(lengths), column(lengths.map((length) => +(length > 0)))];
  expect(
    withoutCopies(
      measured.map((side) => () => symbols(side)),
      [0],
    ),
  ).toBeNull();
});

test("copies are no evidence: independent rows repeated three times are not significant, dependent ones are", async () => {
  const context = { seed: 1, engine: () => Promise.reject(new Error("nothing is trained")) };
  const x = values(60);
  const none = await independenceTest(thrice(x), thrice(values(60)), null, { permutations: 99, context });
  expect(none.pValue).toBeGreaterThan(0.05);
  expect(none.rows).toBe(60);
  const noisy = x.map((value) => value + 0.3 * normal());
  expect((await independenceTest(thrice(x), thrice(noisy), null, { permutations: 99, context })).pValue).toBe(
    0.01,
  );
});
