import { inline } from "@natwise/queue";
import { expect, it } from "vitest";
import { columnEntropies } from "../../src/questions/columnEntropies.ts";
import { pairwiseInformation } from "../../src/questions/pairwiseInformation.ts";
import { type PairSetup, preparePairs } from "../../src/questions/preparePairs.ts";
import { rankColumns } from "../../src/questions/rankColumns.ts";
import { readColumns } from "../../src/tables/node/readColumns.ts";
import { undisturbed } from "../asking.ts";
import { csv, file, noise } from "../files.ts";

/** Columns that read as numbers, and that no estimator can standardise. */
const path = () =>
  file(
    "a.csv",
    csv(60, {
      ...{ t: (i) => noise(i), a: (i) => noise(i, 2), far: (i) => (i % 2 ? 1.7e308 : -1.7e308) },
      near: (i) => 1 + Number.EPSILON * (i % 2),
    }),
  );
const start = (setup: PairSetup) => inline({ prepare: preparePairs, setup });
const pairs = { permutations: 19, top: null, series: false, seed: 0 };

it("columns too far apart to subtract, and constant but for rounding, have a row that says so", async () => {
  const table = await readColumns({ path: path(), first: ["t"] });
  const question = { ...pairs, target: "t", given: [], redundancy: false };
  const { rows } = await rankColumns(table, question, start, undisturbed());
  expect(rows.map(({ column, nats }) => [column, nats === null])).toEqual([
    ["a", false],
    ["far", true],
    ["near", true],
  ]);
  expect(rows[1].remarks).toMatchObject([{ code: "outOfRange", columns: ["far"] }]);
  expect(rows[2].remarks).toMatchObject([{ code: "constant", columns: ["near"], values: { rows: 60 } }]);
});

it("as a target or given they are refused by name", async () => {
  const asked = async (target: string, given: string[]) => {
    const table = await readColumns({ path: path(), first: [target, ...given], others: ["a"] });
    return rankColumns(table, { ...pairs, target, given, redundancy: false }, start, undisturbed());
  };
  await expect(asked("far", [])).rejects.toThrow(/^column "far" spans more than a 64-bit number can hold/);
  await expect(asked("t", ["far"])).rejects.toThrow(/^column "far" spans more/);
  await expect(asked("near", [])).rejects.toThrow(/no column can be ranked \(column "near" is 1 in all 60/);
  await expect(asked("t", ["near"])).rejects.toThrow(
    /no column can be ranked \(column "near" is 1 in all 60/,
  );
});

it("in a matrix they are left out, alone or pair by pair", async () => {
  const table = await readColumns({ path: path(), first: [] });
  const { rows, refused } = await pairwiseInformation(table, pairs, start, undisturbed());
  expect(refused).toMatchObject([{ column: "far", why: { code: "outOfRange" } }]);
  expect(rows.filter(({ nats }) => nats !== null).map(({ x, y }) => [x, y])).toEqual([["t", "a"]]);
  for (const { x, y, remarks } of rows.slice(1)) {
    expect([x, y]).toContain("near");
    expect(remarks).toMatchObject([{ code: "constant", columns: ["near"] }]);
  }
});

it("the entropy of numbers as far apart as numbers can be is finite: that of their unit", async () => {
  const wide = csv(200, { u: (i) => (i === 0 ? 0 : 1.7e308 * (2 * noise(i) - 1)), v: (i) => noise(i, 2) });
  const table = await readColumns({ path: file("wide.csv", wide), first: [] });
  const { rows } = await columnEntropies(table, { seed: 0 }, undisturbed());
  // Uniform: the log of the width, 3.4e308 itself being too large for a number.
  const width = Math.log(3.4) + 308 * Math.LN10;
  expect(Math.abs(rows[0].nats! - width)).toBeLessThan(4 * rows[0].standardError! + 0.02);
  expect(rows[0].kind).toBe("differential");
});
