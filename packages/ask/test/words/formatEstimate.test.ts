import { expect, it } from "vitest";
import { estimateInformation } from "../../src/questions/estimateInformation.ts";
import { readTable } from "../../src/tables/node/readTable.ts";
import { formatEstimate } from "../../src/words/formatEstimate.ts";
import { penguins } from "../files.ts";

it("a test of a series compares surrogate series, but given categories it shuffles, and both say so", async () => {
  const of = async (given: string[]) => {
    const table = await readTable({ path: penguins, columns: ["sex", "species", ...given] });
    const { answer } = await estimateInformation(table, {
      ...{ x: ["sex"], y: ["species"], given, estimators: [{ name: "discrete" }] },
      ...{ level: null, permutations: 19, series: true, seed: 0 },
    });
    return formatEstimate(answer, "nats");
  };
  expect(await of([])).toMatch(/\n {2}p-value +[\d.]+ +permutation test, 19 surrogate series: /);
  expect(await of(["island"])).toMatch(/\n {2}p-value +[\d.]+ +permutation test, 19 shuffles: /);
});
