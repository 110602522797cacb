import { expect, it } from "vitest";
import { estimateInformation } from "../../src/questions/estimateInformation.ts";
import { startEngine } from "../../src/startEngine.ts";
import { readTable } from "../../src/tables/node/readTable.ts";
import type { EstimateQuestion } from "../../src/types.ts";
import { csv, file, noise, walk } from "../files.ts";

const question: EstimateQuestion = {
  ...{ x: ["a"], y: ["b"], given: [], estimators: [{ name: "ksg" }], level: null, permutations: 0 },
  ...{ series: false, rowsNeeded: true, seed: 0 },
};

async function ask(rows: number, more: Partial<EstimateQuestion> = {}, signal?: AbortSignal) {
  const drift = walk(rows, 1, 1);
  const path = file(
    "rows.csv",
    csv(rows, {
      a: (i) => noise(i),
      b: (i) => noise(i) + noise(i, 2),
      walk: (i) => drift[i],
      rare: (i) => (i % 90 === 0 ? noise(i, 3) : 0),
      group: (i) => (i % 2 === 0 ? "u" : "v"),
    }),
  );
  const columns = ["a", "b", "walk", "rare", "group"];
  const asked = { ...question, ...more };
  const { answer } = await estimateInformation(await readTable({ path, columns }), asked, { signal });
  return answer;
}

it("the answer has the extrapolation of the first estimator as plain JSON, if it was asked for", async () => {
  const answer = await ask(400, { estimators: [{ name: "ksg", k: 5 }, { name: "copula" }] });
  const { extrapolation, estimates } = answer;
  expect(extrapolation?.estimator).toBe("KSG");
  expect(extrapolation?.points.map(({ rows }) => rows)).toEqual([50, 100, 200, 400]);
  expect(extrapolation?.points[3].nats).toBe(estimates[0].nats);
  expect(JSON.parse(JSON.stringify(extrapolation))).toEqual(extrapolation);
  expect((await ask(400, { rowsNeeded: false })).extrapolation).toBeNull();
});

it("auto is asked without its critics, and given columns are held fixed in the parts", async () => {
  const { extrapolation, estimates } = await ask(400, { estimators: [{ name: "auto" }], given: ["group"] });
  expect(extrapolation?.points[3].nats).toBe(estimates[0].nats);
});

it("too few rows, and parts that an estimator refuses, are remarks beside the estimate", async () => {
  const few = await ask(100);
  expect(few.extrapolation).toBeNull();
  expect(few.remarks).toMatchObject([{ code: "fewRowsToExtrapolate", values: { rows: 100, fewest: 160 } }]);
  // Five rows with other values are in five of eight parts at the most.
  const constant = await ask(400, { x: ["rare"] });
  expect(constant.extrapolation).toBeNull();
  expect(constant.remarks.map(({ code }) => code)).toContain("noExtrapolation");
});

it("a series that drifts is not extrapolated", async () => {
  const { extrapolation, remarks } = await ask(400, { x: ["walk"], series: true });
  expect(extrapolation).toBeNull();
  expect(remarks.some(({ code }) => code === "noExtrapolation")).toBe(false);
});

it("is named as missing if the work is stopped before", async () => {
  const stop = new AbortController();
  const path = file("rows.csv", csv(400, { a: (i) => noise(i), b: (i) => noise(i) + noise(i, 2) }));
  const table = await readTable({ path, columns: ["a", "b"] });
  const { answer } = await estimateInformation(table, question, {
    signal: stop.signal,
    onProgress: ({ label }) => label.includes("parts of the rows") && stop.abort(new Error("enough")),
  });
  expect(answer.extrapolation).toBeNull();
  expect(answer.remarks[0]).toMatchObject({ code: "stoppedEarly", values: { missing: ["the rows needed"] } });
});

it("refuses to train an estimator fifteen times", async () => {
  const engine = await startEngine(1);
  try {
    const path = file("rows.csv", csv(200, { a: (i) => noise(i), b: (i) => noise(i) + noise(i, 2) }));
    const table = await readTable({ path, columns: ["a", "b"] });
    const asked = { ...question, estimators: [{ name: "mine", steps: 20 }] };
    await expect(estimateInformation(table, asked, { engine })).rejects.toThrow("would train fifteen times");
  } finally {
    await engine.dispose();
  }
});
