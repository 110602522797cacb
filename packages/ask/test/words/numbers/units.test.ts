import { expect, it } from "vitest";
import { formatValue, inUnits } from "../../../src/words/numbers/units.ts";

it("formatValue never prints minus zero", () => {
  expect(formatValue(-0.0001, "nats")).toBe("0.000");
  expect(formatValue(Math.LN2, "bits")).toBe("1.000");
  expect(formatValue(-0.5, "nats")).toBe("-0.500");
  expect(inUnits(10, "nats")).toBe(10);
});
