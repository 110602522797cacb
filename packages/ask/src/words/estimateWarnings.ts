import type { EstimateAnswer } from "../types.ts";
import type { Units } from "./numbers/units.ts";
import { remarkLines } from "./remarkLines.ts";

/** All warnings of an answer. With several estimators, a warning on one begins with its name. */
export function estimateWarnings({ remarks, estimates }: EstimateAnswer, units: Units): string[] {
  return [
    ...remarkLines(remarks, units),
    ...estimates.flatMap((one) =>
      remarkLines(one.remarks, units).map((text) =>
        estimates.length > 1 ? `${one.estimator}: ${text}` : text,
      ),
    ),
  ];
}
