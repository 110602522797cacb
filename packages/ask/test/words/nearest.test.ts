import { expect, it } from "vitest";
import { nearest } from "../../src/words/nearest.ts";

it("nearest forgives swapped letters, case, underscores and missing ends, and nothing far away", () => {
  const names = ["bill_length_mm", "bill_depth_mm", "species", "sex"];
  expect(nearest("bill_lenght_mm", names)).toBe("bill_length_mm");
  expect(nearest("Bill Depth mm", names)).toBe("bill_depth_mm");
  expect(nearest("spec", names)).toBe("species");
  expect(nearest("bill_dpeth", names)).toBe("bill_depth_mm");
  expect(nearest("temperature", names)).toBeUndefined();
  expect(nearest("", names)).toBeUndefined();
});
