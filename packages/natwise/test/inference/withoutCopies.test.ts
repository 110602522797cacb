import { expect, test } from "vitest";
import { random } from "../../src/index.ts";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { withoutCopies } from "../../src/inference/withoutCopies.ts";
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
  expect(Array.from(withoutCopies({ x: thrice(x), y: thrice(y), z: null })!)).toEqual(Array.from(x.keys()));
  expect(withoutCopies({ x: column(x), y: column(y), z: null })).toBeNull();
  // The same x and y under another z are no copies.
  expect(withoutCopies({ x: thrice(x), y: thrice(y), z: column(values(180)) })).toBeNull();
  // Few copies do no harm.
  const few = (side: readonly number[]) => column([...side, ...side.slice(0, 6)]);
  expect(withoutCopies({ x: few(x), y: few(y), z: null })).toBeNull();
});

test("rounded numbers and categories repeat without being copies", () => {
  const rounded = () => column(values(400).map((value) => Math.round(5 * value)));
  expect(withoutCopies({ x: rounded(), y: rounded(), z: null })).toBeNull();
  const labels = column(Array.from({ length: 180 }, (_, i) => i % 2));
  expect(withoutCopies({ x: labels, y: thrice(values(60)), z: null })).toBeNull();
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
