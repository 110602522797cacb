import { expect, it } from "vitest";
import { random } from "../../src/index.ts";
import { rankCells } from "../../src/inference/rankCells.ts";

it("cuts into cells of equal counts, keeps equal values together, and takes -0 for 0", () => {
  const draws = random(3);
  const column = Float64Array.from({ length: 500 }, () => draws.normal());
  const { codes, count } = rankCells(column, 10);
  expect(count).toBe(10);
  for (let c = 0; c < 10; c++) expect(codes.filter((code) => code === c)).toHaveLength(50);
  const few = rankCells(Float64Array.from([3, -0, 0, 3, 7, 7, 7]), 5);
  expect([...few.codes]).toEqual([1, 0, 0, 1, 2, 2, 2]);
  expect(few.count).toBe(3);
});
