import { expect, test } from "vitest";
import { nearestOnLine } from "../../src/neighbours/nearestOnLine.ts";
import { cloud, clouds } from "./clouds.ts";

test.each(Object.keys(clouds) as (keyof typeof clouds)[])(
  "it is the definition, for values of all kinds: %s",
  (kind) => {
    for (const [n, k] of [
      [2, 1],
      [40, 3],
      [41, 40],
    ]) {
      const sorted = cloud(kind, n, 1, n + k).data.sort();
      const expected = sorted.map(
        (value, i) =>
          Array.from(sorted, (other) => Math.abs(other - value))
            .filter((_, j) => j !== i)
            .sort((a, b) => a - b)[k - 1],
      );
      expect(nearestOnLine(sorted, k)).toEqual(expected);
    }
  },
);
