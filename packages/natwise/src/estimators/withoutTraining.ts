import type { Found } from "../types.ts";

/** The result of an estimator that trains nothing: no held-out value and no learning curve. */
export function withoutTraining(
  found: Pick<Found, "nats" | "ceiling" | "local" | "standardError" | "remarks">,
): Found {
  return { ...found, heldOut: null, train: null, curves: [] };
}
