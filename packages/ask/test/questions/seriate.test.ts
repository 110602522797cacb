import { expect, it } from "vitest";
import { seriate } from "../../src/questions/seriate.ts";

it("seriate finds the order of things along a line", () => {
  const places = [3, 0, 4, 1, 2];
  const order = seriate(places.map((p) => places.map((q) => -Math.abs(p - q)))).map((at) => places[at]);
  for (let i = 1; i < order.length; i++) expect(Math.abs(order[i] - order[i - 1])).toBe(1);
  expect(seriate([])).toEqual([]);
});
