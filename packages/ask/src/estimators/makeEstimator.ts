import type { Estimator } from "natwise";
import type { EstimatorSpec } from "../types.ts";
import { criticsOffered } from "./catalogue.ts";
import { offeredNamed } from "./offeredNamed.ts";

/**
 * Makes the estimator of a spec.
 *
 * @throws RangeError for an unknown name, of an estimator or of a critic, and for options out of range
 */
export function makeEstimator({ name, ...options }: EstimatorSpec): Estimator {
  const { critic } = options;
  if (critic !== undefined && !Object.hasOwn(criticsOffered, critic))
    throw new RangeError(`critic: must be one of ${Object.keys(criticsOffered).join(", ")}, got ${critic}`);
  return offeredNamed(name).make(options);
}
