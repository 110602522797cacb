import { expect, it } from "vitest";
import { formatRows } from "../../../src/words/numbers/formatRows.ts";

it("formatRows aligns columns and leaves no blanks at the end of a line", () => {
  const rows = formatRows(
    [
      ["a", "1", "x"],
      ["bcd", "22", ""],
    ],
    ["left", "right", "left"],
  );
  expect(rows).toBe("  a     1  x\n  bcd  22\n");
});
