import { expect, it } from "vitest";
import { shareTable, tableOf } from "../../src/tables/sharedTable.ts";
import type { Table } from "../../src/types.ts";

const table: Table = {
  ...{ path: "a.csv", n: 4, read: 4, dropped: 0, notes: [] },
  columns: [
    { kind: "number", name: "a", values: Float64Array.of(1, Number.NaN, 3, 4), time: true, integers: true },
    { kind: "category", name: "g", values: ["u", "v", "w"], codes: Int32Array.of(2, 1, -1, 0) },
  ],
};

it("columns come back with the rows in which all of them have a value, and of texts those that occur", () => {
  const shared = shareTable(table);
  expect(tableOf(shared, [0]).columns).toEqual([{ ...table.columns[0], values: Float64Array.of(1, 3, 4) }]);
  const both = tableOf(shared, [1, 0]);
  expect(both).toMatchObject({ n: 2, read: 4, dropped: 2 });
  expect(both.columns[0]).toEqual({
    kind: "category",
    name: "g",
    values: ["u", "w"],
    codes: Int32Array.of(1, 0),
  });
  expect(both.columns[1]).toMatchObject({ name: "a", values: Float64Array.of(1, 4) });
});

it("values lie in memory that threads share, and are not copied on the way", () => {
  const shared = shareTable(table);
  expect(structuredClone(shared).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.buffer.byteLength).toBe(8 * 4 * 2);
});
