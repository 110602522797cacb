import { remark } from "natwise";
import { expect, it } from "vitest";
import { groupRemarks, refusals } from "../../src/words/groupRemarks.ts";

it("says once what is true of several, whatever they are called, and names each once", () => {
  const repeats = (share: number, name: string) => remark("tiesBroken", { share }, [name]);
  const groups = groupRemarks(
    [
      { name: "a", remarks: [remark("extremes", {}, ["a"]), repeats(0.12, "a"), repeats(0.07, "a")] },
      { name: "b", remarks: [remark("extremes", {}, ["b"]), repeats(0.09, "b")] },
    ],
    "nats",
  );
  expect(groups).toEqual([
    { text: expect.stringMatching(/^a has a few values so far/), names: ["a", "b"], differ: false },
    { text: expect.stringMatching(/^12% of the values of a repeat others/), names: ["a", "b"], differ: true },
  ]);
});

it("keeps apart what differs in more than numbers: another code, word or other column", () => {
  const texts = groupRemarks(
    [
      { name: "a - b", remarks: [remark("tiesBroken", { share: 0.1 }, ["a"])] },
      { name: "c - b", remarks: [remark("tiesBroken", { share: 0.1 }, ["c"])] },
      { name: "d", remarks: [remark("notEstimated", { why: "x is constant" })] },
      { name: "e", remarks: [remark("notEstimated", { why: "y is constant" })] },
    ],
    "nats",
  ).map(({ names }) => names);
  expect(texts).toEqual([["a - b"], ["c - b"], ["d"], ["e"]]);
});

it("refusals that differ only in names and numbers are one line", () => {
  const constant = (name: string, value: string) => ({
    name,
    remarks: [remark("constant", { value, rows: 200 }, [name])],
  });
  const said = refusals(
    ["a", "b", "c", "d", "e"].map((name, i) => constant(name, String(i))),
    "nats",
  );
  expect(said).toEqual([
    'column "a" is 0 in all 200 rows, and a constant carries no information; leave it out (also b, c, d and 1 more)',
  ]);
});
