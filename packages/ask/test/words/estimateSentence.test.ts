import { expect, it } from "vitest";
import { estimateSentence } from "../../src/words/estimateSentence.ts";
import { estimateAnswer } from "../answers.ts";

it("the sentence agrees with the p-value, the interval and what is held out", () => {
  const of = (found: object) => estimateSentence(estimateAnswer(found), "nats");
  const trained = { heldOut: 0.03, guarantee: "lower" };
  const failed =
    /^discrete, Grassberger failed here: it gives -0\.400 nats for the information that sex carries about island, which cannot be negative\.$/;
  const carries = /^sex carries about 0\.030 nats of information about island\.$/;
  const nothing = /^No sign that sex carries information about island: 0\.030 nats is indist.* from zero/;
  const hardly =
    /^sex carries some information about island, p = 0\.010 \(0 shuffles\), but discrete, Grassberger hardly sees it: /;
  for (const [nats, pValue, interval, expected, more] of [
    // Without a test, the interval decides; without one, two standard errors of 0.02.
    [0.3, null, null, /^sex carries about 0\.300 nats of information about island\.$/],
    [0.03, null, null, nothing],
    [0.03, null, [-0.01, 0.07], /from zero, 90% interval -0\.010 to 0\.070\.$/],
    [0.03, null, [0.01, 0.05], carries],
    // The test finds something: then nothing denies it, and an estimate that sees none of it is not the answer.
    [0.3, 0.01, null, /^sex carries about 0\.300 nats/],
    [0.03, 0.01, null, hardly],
    [-0.02, 0.01, null, /hardly sees it: -0\.020 nats\.$/],
    [0.03, 0.01, [-0.01, 0.05], /hardly sees it: 0\.030 nats, 90% interval -0\.010 to 0\.050\.$/],
    [0.0003, 0.01, [0.0001, 0.0005], hardly],
    [0.2, 0.01, [-0.1, 0.5], /, but discrete, Grassberger cannot tell how much: 0\.200 nats, 90% interval/],
    [0.03, 0.01, [0.01, 0.05], carries],
    // The test finds nothing: an interval without zero, of an estimate with an unknown bias, is told beside it.
    [0.03, 0.3, null, /^No sign .* from zero, p = 0\.30 \(0 shuffles\)\.$/],
    [0.03, 0.3, [-0.01, 0.07], nothing],
    [
      0.03,
      0.3,
      [0.01, 0.05],
      /^The test finds no sign that sex carries information about island, p = 0\.30 \(0 shuffles\), although discrete, Grassberger gives 0\.030 nats, 90% interval 0\.010 to 0\.050\.$/,
    ],
    // But rows a critic had not seen are evidence too.
    [0.03, 0.3, [0.01, 0.05], /^sex carries at least about 0\.030/, trained],
    [0.03, 0.3, [-0.01, 0.05], nothing, trained],
    [-0.4, null, null, failed],
    [-0.4, 0.01, [-0.6, -0.2], failed],
  ] as const) {
    const [low, high] = interval ?? [0, 0];
    const found = { nats, pValue, interval: interval && { low, high, level: 0.9 }, standardError: 0.02 };
    expect(of({ ...found, ...more })).toMatch(expected);
  }
});

it("several columns carry information, given others, a share of what is possible", () => {
  const answer = estimateAnswer(
    { nats: 0.25 },
    {
      x: { names: ["a", "b", "c"], labels: [] },
      y: { names: ["d", "e"], labels: [] },
      given: { names: ["f"], labels: [] },
      most: { nats: 1, of: "d, e given f" },
    },
  );
  expect(estimateSentence(answer, "bits")).toBe(
    "a, b and c carry about 0.361 bits of information about d and e given f, 25% of what is possible.",
  );
});
