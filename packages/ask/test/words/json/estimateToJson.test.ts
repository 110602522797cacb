import { expect, it } from "vitest";
import { estimateToJson } from "../../../src/words/json/estimateToJson.ts";
import { estimateAnswer } from "../../answers.ts";

it("the first estimate's fields stand at the top, with bits where asked for", () => {
  const answer = estimateAnswer({ nats: Math.LN2 });
  expect(estimateToJson(answer, "nats")).toMatchObject({ nats: Math.LN2, rows: { read: 344, used: 333 } });
  expect(estimateToJson(answer, "nats")).not.toHaveProperty("bits");
  expect(estimateToJson(answer, "bits").bits).toBeCloseTo(1, 12);
});

it("values that JSON would turn into null are not printed", () => {
  expect(() => estimateToJson(estimateAnswer({ nats: Number.NaN }), "nats")).toThrow(
    "answer.nats: must be a finite number, got NaN",
  );
  const broken = estimateAnswer({}, { most: { nats: Number.POSITIVE_INFINITY, of: "a" } });
  expect(() => estimateToJson(broken, "nats")).toThrow(
    "answer.entropy.nats: must be a finite number, got Infinity",
  );
});
