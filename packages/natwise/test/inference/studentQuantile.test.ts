import { expect, test } from "vitest";
import { studentQuantile } from "../../src/inference/studentQuantile.ts";

// scipy 1.15, scipy.stats.t.ppf(p, degrees)
test.each([
  [0.975, 1, 12.706204736432095],
  [0.975, 2, 4.302652729696142],
  [0.975, 3, 3.182446305284263],
  [0.975, 4, 2.7764451051977987],
  [0.975, 9, 2.2621571627409915],
  [0.95, 10, 1.8124611228107335],
  [0.025, 9, -2.262157162740992],
])("studentQuantile(%d, %d)", (p, degrees, t) => {
  expect(studentQuantile(p, degrees)).toBeCloseTo(t, 9);
});

test("half the distribution lies below 0", () => expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 12));
test("refuses what is no probability", () =>
  expect(() => studentQuantile(1, 4)).toThrow("between 0 and 1, got 1"));
test("refuses no degrees", () => expect(() => studentQuantile(0.9, 0)).toThrow("above 0, got 0"));
