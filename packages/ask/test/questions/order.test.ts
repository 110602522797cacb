import { inline } from "@natwise/queue";
import { random } from "natwise";
import { expect, it } from "vitest";
import { pairwiseInformation } from "../../src/questions/pairwiseInformation.ts";
import { type PairSetup, preparePairs } from "../../src/questions/preparePairs.ts";
import { rankColumns } from "../../src/questions/rankColumns.ts";
import type { PairNumbers, Table } from "../../src/types.ts";
import { pairRows } from "../../src/words/csv/pairRows.ts";
import { formatRanking } from "../../src/words/formatRanking.ts";
import { rankingToJson } from "../../src/words/json/rankingToJson.ts";
import { undisturbed } from "../asking.ts";

/** A target, a column that depends on it weakly, one that does strongly, and noise. */
function table(seed: number): Table {
  const n = 1500;
  const draws = random(seed);
  const column = () => Array.from({ length: n }, draws.normal);
  const target = column();
  const columns = [
    target,
    target.map((t) => 0.22 * t + draws.normal()),
    target.map((t) => t + draws.normal()),
  ];
  for (let j = 0; j < 12; j++) columns.push(column());
  return {
    ...{ path: "a.csv", n, read: n, dropped: 0, notes: [] },
    columns: columns.map((values, j) => ({
      ...{
        kind: "number",
        name: ["t", "weak", "strong"][j] ?? `noise${j}`,
        values: Float64Array.from(values),
      },
      ...{ time: false, integers: false },
    })),
  };
}
const inThisThread = (setup: PairSetup) => inline({ prepare: preparePairs, setup });
const asked = { permutations: null, series: false, seed: 0 };

/** Significant rows first, estimated ones before those on the grid, and in each the largest first. */
function inOrder(rows: readonly PairNumbers[]) {
  const place = ({ qValue, estimator }: PairNumbers) =>
    (qValue! <= 0.05 ? 0 : 2) + (estimator === "grid of ranks" ? 1 : 0);
  for (const [i, row] of rows.slice(1).entries()) {
    const before = rows[i];
    expect(place(before)).toBeLessThanOrEqual(place(row));
    if (place(before) === place(row)) expect(before.nats).toBeGreaterThanOrEqual(row.nats!);
  }
}

it("significant columns and pairs come before others, whatever the estimates of noise", async () => {
  let above = 0;
  for (let seed = 0; seed < 3; seed++) {
    for (const top of [null, 6]) {
      const question = { ...asked, top, target: "t", given: [], redundancy: false };
      const ranking = await rankColumns(table(seed), question, inThisThread, undisturbed());
      inOrder(ranking.rows);
      const weak = ranking.rows.find(({ column }) => column === "weak")!;
      const higher = ranking.rows.some(({ nats, qValue }) => qValue! > 0.05 && nats! > weak.nats!);
      if (weak.qValue! <= 0.05 && higher) above++;
      const names = ranking.rows.map(({ column }) => column);
      expect(rankingToJson(ranking, "nats").rows.map(({ column }) => column)).toEqual(names);
      expect(pairRows(ranking.rows).map(({ column }) => column)).toEqual(names);
      const text = formatRanking(ranking, "nats", 20);
      expect(names.map((name) => text.indexOf(` ${name} `))).toEqual(
        names.map((name) => text.indexOf(` ${name} `)).sort((a, b) => a - b),
      );
    }
    const matrix = await pairwiseInformation(table(seed), { ...asked, top: 20 }, inThisThread, undisturbed());
    inOrder(matrix.rows);
  }
  // Without the rule some of these rankings would have begun otherwise.
  expect(above).toBeGreaterThan(0);
}, 60_000);
