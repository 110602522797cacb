import { expect, test } from "vitest";
import { falseDiscovery } from "../../src/inference/falseDiscovery.ts";
import { random } from "../../src/rows/random.ts";

const p = [0.01, 0.04, 0.03, 0.005, 0.55];

test("q-values by hand: m p / rank, never smaller than a smaller p-value's", () => {
  // Sorted 0.005 0.01 0.03 0.04 0.55: 0.025 0.025 0.05 0.05 0.55
  expect([...falseDiscovery(p)]).toEqual([0.025, 0.05, 0.05, 0.025, 0.55].map((q) => expect.closeTo(q, 12)));
});

test("under any dependence they are 1 + 1/2 + ... + 1/m times as large, and at most 1", () => {
  const price = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5;
  const [any, positive] = [falseDiscovery(p, { dependence: "any" }), falseDiscovery(p)];
  expect([...any]).toEqual([...positive].map((q) => expect.closeTo(Math.min(1, price * q), 12)));
});

test("of what is declared at 0.1, a tenth is false on average, and hardly less", () => {
  // 200 tests, 100 of them of nothing; the rest have p-values of u^6. Expected share of false ones: 0.1 x 100 / 200 = 0.05.
  let [declared, wrong] = [0, 0];
  const runs = 200;
  const draws = random(1);
  let share = 0;
  for (let run = 0; run < runs; run++) {
    const values = Array.from({ length: 200 }, (_, i) =>
      i < 100 ? 1 - draws.uniform() : draws.uniform() ** 6,
    );
    const q = falseDiscovery(values);
    const found = [...q.keys()].filter((i) => q[i] <= 0.1);
    const falsely = found.filter((i) => i < 100).length;
    declared += found.length;
    wrong += falsely;
    share += falsely / Math.max(1, found.length) / runs;
  }
  expect(declared).toBeGreaterThan(runs * 50);
  // One run's share has a deviation of about sqrt(0.05 x 0.95 / 80) = 0.024; of 200 runs 0.0017. Four of these.
  expect(share).toBeGreaterThan(0.05 - 0.007);
  expect(share).toBeLessThan(0.05 + 0.007);
  expect(wrong).toBeGreaterThan(0);
});

test("refuses what is no p-value", () => {
  expect(() => falseDiscovery([0.1, Number.NaN])).toThrow("from 0 to 1, got NaN");
});
