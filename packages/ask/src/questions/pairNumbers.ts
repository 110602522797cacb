import { remark } from "natwise";
import type { PairNumbers } from "../types.ts";
import type { PairAnswer } from "./answerPairs.ts";

/** A pair's numbers, with why there are none, or that it is a copy, before what else could be wrong. */
export function pairNumbers(answer: PairAnswer, of: "each other" | "the target"): PairNumbers {
  const { nats, interval, pValue, qValue, estimator, refusal, copy, remarks } = answer;
  return {
    ...{ nats, interval, pValue, qValue, estimator },
    remarks: refusal !== null ? [refusal] : copy ? [remark("copies", { of }), ...remarks] : remarks,
  };
}
