import { methods } from "natwise";
import { expect, it } from "vitest";
import { methodColumns, methodRow, methodsMarkdown } from "../../src/words/methodsTable.ts";

it("a method's row has a cell for every column, whatever kind of method it is", () => {
  for (const method of methods) {
    const row = methodRow(method);
    expect(row).toHaveLength(methodColumns.length);
    for (const cell of row.filter((_, i) => methodColumns[i] !== "needs")) expect(cell).not.toBe("");
    expect(row.join()).not.toMatch(/undefined|null|\[object/);
  }
});

it("Markdown lists each method twice and breaks no table at a bar of a formula", () => {
  const tables = methodsMarkdown(methods).trim().split("\n\n");
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    const rows = table.split("\n").map((line) => line.replaceAll("\\|", "").split("|").length);
    expect(new Set(rows).size).toBe(1);
    expect(rows).toHaveLength(methods.length + 2);
  }
});
