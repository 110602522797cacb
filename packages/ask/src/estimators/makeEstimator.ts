import type { Estimator } from "natwise";
import type { EstimatorSpec } from "../types.ts";
import { offeredNamed } from "./offeredNamed.ts";

/** Makes the estimator of a spec. */
export function makeEstimator({ name, ...options }: EstimatorSpec): Estimator {
  return offeredNamed(name).make(options);
}
