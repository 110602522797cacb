import type { EstimateAnswer, PlainEstimate } from "../src/types.ts";

/** An answer to "how much information does sex carry about island?" whose first estimate has the fields given. */
export function estimateAnswer(
  found: Partial<PlainEstimate> = {},
  more: Partial<EstimateAnswer> = {},
): EstimateAnswer {
  const estimate: PlainEstimate = {
    ...{ nats: 0.3, estimator: "discrete, Grassberger", guarantee: "none", ceiling: null, heldOut: null },
    ...{
      train: null,
      standardError: 0.02,
      interval: null,
      pValue: null,
      permutations: 0,
      n: 333,
      seed: 0,
      seconds: 0.01,
    },
    ...{ dims: { x: 1, y: 3, given: 0 }, curves: [], remarks: [], reason: null, checks: [] },
    ...found,
  };
  const asked = { level: null, permutations: 0, series: false, seed: 0 };
  return {
    question: { x: ["sex"], y: ["island"], given: [], estimators: [{ name: "discrete" }], ...asked },
    ...{ path: "penguins.csv", read: 344, seed: 0, n: 333, dropped: 11, notes: [], remarks: [] },
    ...{ x: { names: ["sex"], labels: ["sex=male"] }, y: { names: ["island"], labels: ["island=Dream"] } },
    ...{ given: null, estimates: [estimate], most: null, shifted: false, extrapolation: null },
    ...more,
  };
}
