import { autoRules, independenceStatistics, methods } from "natwise";
import { expect, it } from "vitest";
import { methodsMarkdown } from "../../src/words/methodsMarkdown.ts";
import { methodColumns, methodRow } from "../../src/words/methodsTable.ts";

it("a method's row has a cell for every column, whatever kind of method it is", () => {
  for (const method of methods) {
    const row = methodRow(method);
    expect(row).toHaveLength(methodColumns.length);
    for (const cell of row.filter((_, i) => methodColumns[i] !== "needs")) expect(cell).not.toBe("");
    expect(row.join()).not.toMatch(/undefined|null|\[object/);
  }
});

it("Markdown lists each method twice, every rule and statistic, and breaks no table at a bar of a formula", () => {
  const tables = methodsMarkdown()
    .split("\n\n")
    .filter((part) => part.startsWith("|"));
  expect(tables).toHaveLength(4);
  for (const [t, lines] of [methods, methods, autoRules, independenceStatistics].entries()) {
    const rows = tables[t].trim().split("\n");
    expect(new Set(rows.map((line) => line.replaceAll("\\|", "").split("|").length)).size).toBe(1);
    expect(rows).toHaveLength(lines.length + 2);
  }
});
