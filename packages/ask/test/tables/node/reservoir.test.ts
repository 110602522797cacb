import { expect, it } from "vitest";
import { reservoir } from "../../../src/tables/node/reservoir.ts";

it("reservoir keeps every item of a stream equally often", () => {
  // 20 of 100 items, 4,000 times: each is kept 800 times give or take sqrt(4000 * .2 * .8) = 25; 5 of those allowed.
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const kept = new Array(100).fill(0);
  for (let run = 0; run < 4000; run++) {
    const place = reservoir(20, uniform);
    const items: number[] = [];
    for (let i = 0; i < 100; i++) {
      const at = place(i);
      if (at !== null) items[at] = i;
    }
    expect(items.length).toBe(20);
    for (const item of items) kept[item]++;
  }
  expect(Math.min(...kept)).toBeGreaterThan(800 - 125);
  expect(Math.max(...kept)).toBeLessThan(800 + 125);
});
