import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { chunksOf } from "../../../src/tables/node/chunksOf.ts";
import { readTable } from "../../../src/tables/node/readTable.ts";
import { csv, file, noise, scratch } from "../../files.ts";

/** Rows that do not fit what DuckDB reads ahead, so that it meets the last of them long after its stream has begun. */
const MANY = 200_000;
const columns = {
  a: (i: number) => i,
  b: (i: number) => noise(i).toFixed(6),
  g: (i: number) => "uvw"[i % 3],
};
const many = csv(MANY, columns);

it("gives all rows of a query in their order, and only those", async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "4" })).connect();
  for (const n of [0, 1, 2047, 2048, 2049, MANY]) {
    let next = 0;
    const select = (what: string) => `SELECT ${what} FROM range(${n}) AS t(i)`;
    for await (const { chunk, rows } of chunksOf(connection, ["i::DOUBLE", "NULL", "'x'"], select))
      for (let i = 0; i < rows; i++) expect(chunk.getColumnVector(0).getItem(i)).toBe(next++);
    expect(next).toBe(n);
  }
});

it.each([
  ["has too many fields", "1,2,x,4\n", `line ${MANY + 2}: 4 fields where the first line names 3 columns`],
  ["has too few fields", "1,2\n", `line ${MANY + 2}: 2 fields where the first line names 3 columns`],
  ["opens a quote", '"1,2,u\n', `line ${MANY + 2}: a quote is opened there and never closed`],
])("a CSV whose last of many lines %s is refused, never read in part", async (_, line, message) => {
  const path = join(scratch(), "late.csv");
  // Once on a new file and once on one that was just replaced.
  for (let time = 0; time < 2; time++) {
    writeFileSync(path, many + line);
    await expect(readTable({ path, columns: ["a", "b"] })).rejects.toThrow(message);
  }
});

it("a column that turns to text in the last of many lines is one of text, with all its rows", async () => {
  const path = file("late.csv", `${many}odd,1,u\n`);
  const { n, columns } = await readTable({ path, columns: ["a", "b"] });
  expect(n).toBe(MANY + 1);
  expect(columns.map(({ kind }) => kind)).toEqual(["category", "number"]);
});

it("a condition that fails in the last of many lines is refused", async () => {
  const text = csv(MANY, { ...columns, g: (i) => (i === MANY - 1 ? "x" : i) });
  const path = file("late.csv", text);
  const read = readTable({ path, columns: ["a", "b"], where: "CAST(g AS INTEGER) >= 0" });
  await expect(read).rejects.toThrow(/--where .*: Could not convert string 'x' to INT32/);
});

it("a stream that breaks off without a reason is an error, and one that was stopped has the signal's reason", async () => {
  const chunk = { rowCount: 2, getColumnVector: () => ({ getItem: () => true }) };
  let left = 2;
  const connection = {
    stream: async () => ({ fetchChunk: async () => (left-- > 0 ? chunk : null) }),
    run: async () => {},
  } as unknown as Parameters<typeof chunksOf>[0];
  const all = async (signal?: AbortSignal) => {
    let rows = 0;
    for await (const some of chunksOf(connection, ["a"], (what) => `SELECT ${what}`, signal))
      rows += some.rows;
    return rows;
  };
  await expect(all()).rejects.toThrow("reading broke off after 4 rows");
  await expect(all(AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});
