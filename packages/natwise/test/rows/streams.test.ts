import { expect, test } from "vitest";
import { streams } from "../../src/rows/streams.ts";

test("no two streams share a number but the pairs that are said to", () => {
  const named = Object.entries(streams);
  const shared = named.flatMap(([name, number], at) =>
    named
      .slice(at + 1)
      .filter(([, other]) => other === number)
      .map(([other]) => [name, other]),
  );
  expect(shared).toEqual([
    ["spreadY", "criticWeights"],
    ["mixtureStart", "surrogates"],
  ]);
});
