import { remark } from "natwise";
import type { PairNumbers } from "../types.ts";
import type { PairAnswer } from "./pairAnswers.ts";

/** The numbers of a pair, and its remarks: only the refusal if there is one; the remark on copies first. */
export function pairNumbers(answer: PairAnswer, of: "each other" | "the target"): PairNumbers {
  const { nats, interval, pValue, qValue, estimator, refusal, copy, remarks } = answer;
  return {
    ...{ nats, interval, pValue, qValue, estimator },
    remarks: refusal !== null ? [refusal] : copy ? [remark("copies", { of }), ...remarks] : remarks,
  };
}
