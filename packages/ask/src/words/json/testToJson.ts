import type { TestAnswer } from "../../types.ts";
import { sourceToJson } from "./sourceToJson.ts";

/** A test of independence as one plain object. */
export function testToJson(answer: TestAnswer) {
  const { x, y, given, question, pValue, surrogate, statistic, compared, permutations, n, tested } = answer;
  const { read, ...source } = sourceToJson(answer, "nats");
  return {
    ...{ x, y, given, series: question.series, pValue, permutations, n, tested, surrogate, statistic },
    ...{ observed: compared.observed, unit: compared.unit },
    rows: { read, dropped: answer.dropped, used: n },
    ...source,
  };
}
