import { inline } from "@natwise/queue";
import { describe, expect, it } from "vitest";
import { columnEntropies } from "../../src/questions/columnEntropies.ts";
import { estimateInformation } from "../../src/questions/estimateInformation.ts";
import { pairThreads } from "../../src/questions/node/pairThreads.ts";
import { pairwiseInformation } from "../../src/questions/pairwiseInformation.ts";
import { type PairSetup, preparePairs } from "../../src/questions/preparePairs.ts";
import { rankColumns } from "../../src/questions/rankColumns.ts";
import { testIndependence } from "../../src/questions/testIndependence.ts";
import { readColumns } from "../../src/tables/node/readColumns.ts";
import { readTable } from "../../src/tables/node/readTable.ts";
import { comparable, undisturbed } from "../asking.ts";
import { csv, file, noise } from "../files.ts";

const path = () =>
  file(
    "a.csv",
    csv(120, {
      t: (i) => noise(i).toFixed(5),
      near: (i) => (noise(i) + 0.3 * noise(i, 2)).toFixed(5),
      ties: (i) => Math.round(5 * noise(i, 3)),
      kind: (i) => ["low", "high"][Math.round(0.6 * noise(i) + 0.4 * noise(i, 4))],
      gaps: (i) => (i % 7 === 0 ? "" : noise(i, 5).toFixed(5)),
      "an, odd": () => 3,
      copy: (i) => (2 * Number(noise(i).toFixed(5))).toFixed(5),
      wide: (i) => (i % 40 === 0 ? 1e9 : noise(i, 6)),
    }).replace("an, odd", '"an, odd"'),
  );
const inThisThread = (setup: PairSetup) => inline({ prepare: preparePairs, setup });
const pairs = { permutations: 99, top: 3, series: false, seed: 1 };

/** Questions of every kind, each answered from the beginning. */
const questions = {
  async estimate() {
    const table = await readTable({ path: path(), columns: ["t", "kind", "near", "gaps"] });
    const { answer } = await estimateInformation(table, {
      ...{ x: ["near", "gaps"], y: ["kind"], given: ["t"], level: 0.9, permutations: 19 },
      ...{ estimators: [{ name: "auto" }, { name: "ksg", k: 5 }], series: false, seed: 1 },
    });
    return answer;
  },
  async test() {
    const table = await readTable({ path: path(), columns: ["t", "kind", "near"] });
    const question = { x: ["near"], y: ["t"], given: ["kind"], permutations: 39, series: false, seed: 1 };
    return testIndependence(table, question, undisturbed());
  },
  async rank(start = inThisThread) {
    const table = await readColumns({ path: path(), first: ["t"] });
    const question = { ...pairs, target: "t", given: [], redundancy: true };
    return rankColumns(table, question, start, undisturbed());
  },
  async rankGiven(start = inThisThread) {
    const table = await readColumns({ path: path(), first: ["t", "kind"] });
    const question = { ...pairs, target: "t", given: ["kind"], redundancy: false };
    return rankColumns(table, question, start, undisturbed());
  },
  async matrix(start = inThisThread) {
    const table = await readColumns({ path: path(), first: [] });
    return pairwiseInformation(table, pairs, start, undisturbed());
  },
  async entropy() {
    const table = await readColumns({ path: path(), first: [] });
    return columnEntropies(table, { seed: 1 }, undisturbed());
  },
};

describe.each(Object.entries(questions))("%s", (_, ask) => {
  it("has an answer that is plain JSON, its question and remarks too", async () => {
    const answer = await ask();
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect(JSON.parse(JSON.stringify(answer.question))).toEqual(answer.question);
  });

  it("has the same answer when it is asked again", async () => {
    expect(comparable(await ask())).toEqual(comparable(await ask()));
  });
});

describe.each(["rank", "rankGiven", "matrix"] as const)("%s", (name) => {
  it("has the same answer in this thread, on one thread and on two", async () => {
    const here = comparable(await questions[name]());
    for (const size of [1, 2]) expect(comparable(await questions[name](pairThreads(size)))).toEqual(here);
  });
});

it("an answer survives its own JSON: the question in it gives the same answer", async () => {
  const { question, ...first } = comparable(await questions.rank());
  const table = await readColumns({ path: path(), first: ["t"] });
  const again = comparable(await rankColumns(table, question, inThisThread, undisturbed()));
  expect(again).toEqual({ question, ...first });
});
