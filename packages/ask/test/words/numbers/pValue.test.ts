import { expect, it } from "vitest";
import { formatP, pInWords } from "../../../src/words/numbers/pValue.ts";

it("p-values are never 0, and have no more digits than they deserve", () => {
  expect([1, 0.5, 0.1, 0.0995, 0.05, 0.005, 0.001].map(formatP)).toEqual([
    ...["1.00", "0.50", "0.10", "0.10", "0.050", "0.005", "0.001"],
  ]);
  expect([0.00025, 1e-4, 1e-6].map(formatP)).toEqual(["0.0003", "0.0001", "0.000001"]);
  expect(pInWords(0.5, 1)).toBe("p = 0.50 (1 shuffle)");
  expect(pInWords(0.001, 1999, true)).toBe("p = 0.001 (1,999 surrogates)");
});
