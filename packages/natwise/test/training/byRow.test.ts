import { expect, it } from "vitest";
import { byRow } from "../../src/training/byRow.ts";

const rows = (...numbers: number[]) => Int32Array.from(numbers);
const values = (...numbers: number[]) => Float64Array.from(numbers);

it("byRow puts the values of all folds into the order of the data", () => {
  const folds = [
    { rows: rows(2, 0), values: values(5, 6) },
    { rows: rows(1), values: values(7) },
  ];
  expect([...byRow(folds, 3)!]).toEqual([6, 7, 5]);
});

it("byRow is null where a row was not tested", () => {
  expect(byRow([{ rows: rows(1), values: values(5) }], 2)).toBeNull();
});
