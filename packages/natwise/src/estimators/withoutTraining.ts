import type { Found } from "../types.ts";

/** What an estimator found that trains nothing: there is nothing held out, and no learning curve. */
export function withoutTraining(
  found: Pick<Found, "nats" | "ceiling" | "local" | "standardError" | "remarks">,
): Found {
  return { ...found, heldOut: null, train: null, curves: [] };
}
