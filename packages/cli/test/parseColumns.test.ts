import { expect, it } from "vitest";
import { parseColumns } from "../src/options/parseColumns.ts";

it("parseColumns splits at commas outside quotes", () => {
  expect(parseColumns("a")).toEqual(["a"]);
  expect(parseColumns(" a , b c")).toEqual(["a", "b c"]);
  expect(parseColumns('"a, b",c,"d ""e"""')).toEqual(["a, b", "c", 'd "e"']);
  expect(() => parseColumns("a,")).toThrow(/empty column name/);
});
