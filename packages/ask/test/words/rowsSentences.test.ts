import type { Extrapolation } from "natwise";
import { expect, it } from "vitest";
import { formatRowsNeeded } from "../../src/words/formatRowsNeeded.ts";
import { estimateToJson } from "../../src/words/json/estimateToJson.ts";
import { rowsSentences } from "../../src/words/rowsSentences.ts";
import { estimateAnswer } from "../answers.ts";

const found: Extrapolation = {
  estimator: "KSG",
  points: [
    { rows: 200, parts: 8, nats: 0.26, standardError: 0.04 * Math.sqrt(8) },
    { rows: 1600, parts: 1, nats: 0.295, standardError: 0.04 },
  ],
  ...{ tends: { nats: 0.3, standardError: 0.05 }, bias: -8, perDoubling: 0.012, settled: true },
};
const answer = (more: Partial<Extrapolation> = {}) =>
  estimateAnswer({}, { extrapolation: { ...found, ...more } });

it("without an extrapolation nothing is said", () => {
  expect(rowsSentences(estimateAnswer(), "nats")).toEqual([]);
  expect(formatRowsNeeded(estimateAnswer(), "nats")).toBe("");
  expect(estimateToJson(estimateAnswer(), "nats").extrapolation).toBeNull();
});

it("a settled estimate needs rows for precision only", () => {
  expect(formatRowsNeeded(answer(), "nats")).toBe(`Rows
   rows   nats  ± one part
    200  0.260       0.113  mean of 8 parts
  1,600  0.295       0.040  all rows
  With more rows the estimate tends to 0.300 ± 0.050 nats. The estimate from all 1,600 rows is within its standard error of that limit, so more rows would make it more precise and hardly move it.
  A standard error of a tenth of the limit takes about 2,800 rows, and one of 0.01 nats about 26,000.
`);
});

it("an unsettled estimate is still above or below the limit", () => {
  const said = (nats: number) =>
    rowsSentences(answer({ settled: false, tends: { nats, standardError: 0.01 } }), "nats")[0];
  expect(said(0.395)).toContain("is still 0.100 nats below that limit, by more than its standard error.");
  expect(said(0.195)).toContain("is still 0.100 nats above that limit, by more than its standard error.");
});

it("without a limit no number of rows is given", () => {
  const said = (perDoubling: number) =>
    rowsSentences(answer({ tends: null, bias: null, settled: false, perDoubling }), "nats");
  expect(said(Math.LN2)).toEqual([
    "No limit is in sight: the estimate rises by 0.693 nats each time the rows double, so the number of rows needed is unknown.",
  ]);
  expect(said(-0.1)[0]).toContain("the estimate falls by 0.100 nats each time");
});

it("a limit that may be zero has no tenth", () => {
  const [, needed] = rowsSentences(answer({ tends: { nats: 0.05, standardError: 0.03 } }), "nats");
  expect(needed).toBe("A standard error of 0.01 nats takes about 26,000 rows.");
});

it("in bits a hundredth is one of a bit", () => {
  const [limit, needed] = rowsSentences(answer(), "bits");
  expect(limit).toContain("tends to 0.433 ± 0.072 bits");
  // 1600 (0.04 / 0.01 ln 2)^2 = 53,283.05
  expect(needed).toMatch(/and one of 0.01 bits about 53,000\.$/);
  const json = estimateToJson(answer(), "bits").extrapolation;
  expect(json?.tends?.bits).toBeCloseTo(0.3 / Math.LN2, 12);
  expect(json?.rowsFor.map(({ rows }) => rows)).toEqual([2845, 53284]);
});

it("where a critic was reported, it says that the estimates are of another estimator", () => {
  const curves = [[{ step: 1, train: 0, validation: 0 }]];
  const trained = estimateAnswer({ curves, estimator: "gated critic" }, { extrapolation: found });
  expect(rowsSentences(trained, "nats")[0]).toBe(
    "These are estimates of KSG, as gated critic would have to be trained fifteen times.",
  );
});
