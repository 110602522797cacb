import { expect, it } from "vitest";
import { batches } from "../../src/training/batches.ts";

const train = Int32Array.of(10, 20, 30, 40, 50);

it("batches never repeat a row within a batch, and pass over all rows before a new order", () => {
  const draw = batches(train, 2, 1, 0);
  const drawn = [...draw(3), ...draw(1)];
  for (let t = 0; t < drawn.length; t += 2) expect(drawn[t]).not.toBe(drawn[t + 1]);
  expect(new Set(drawn.slice(0, 4)).size).toBe(4);
  expect(drawn.every((row) => train.includes(row))).toBe(true);
});

it("batches are those of the seed and the fold, however many are drawn at a time", () => {
  const all = batches(train, 2, 1, 0)(4);
  const draw = batches(train, 2, 1, 0);
  expect([...draw(1), ...draw(3)]).toEqual([...all]);
  expect(batches(train, 2, 1, 1)(4)).not.toEqual(all);
});
