import type { Estimator } from "natwise";
import type { EstimatorSpec } from "../types.ts";
import { offeredNamed } from "./offeredNamed.ts";

/** The estimator that a spec describes. */
export function makeEstimator({ name, ...options }: EstimatorSpec): Estimator {
  return offeredNamed(name).make(options);
}
