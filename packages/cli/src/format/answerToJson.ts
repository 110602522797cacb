import { type Estimate, score } from "natwise";
import type { Answer, Most } from "../ask.ts";
import { inUnits, type Units } from "./units.ts";

/**
 * An answer as one plain object: the first estimate's fields at the top, what was asked beside them, and every estimate
 * in `estimates`. Values are in nats whatever `units` says; with bits asked for, `bits` stands beside `nats`.
 *
 * @throws Error for a value that JSON cannot carry: an estimate is never NaN, nor silently null
 */
export function answerToJson(answer: Answer, units: Units) {
  const { path, x, y, given, read, dropped, notes, warnings, estimates, most } = answer;
  const all = estimates.map((estimate) => estimateToJson(estimate, most, units));
  const result = {
    ...all[0],
    warnings: [...warnings, ...all[0].warnings],
    file: path,
    x: x.names,
    y: y.names,
    given: given?.names ?? [],
    rows: { read, dropped, used: answer.n },
    entropy: most,
    notes,
    estimates: all,
  };
  checkFinite(result, "answer");
  return result;
}

function estimateToJson(estimate: Estimate, most: Most | null, units: Units) {
  const { nats, estimator, guarantee, ceiling, heldOut, train, standardError, interval, pValue } = estimate;
  const { spread = null } = estimate;
  const { reason, checks, n, dims, seed, seconds, warnings } = estimate;
  checkFinite({ nats }, "answer");
  return {
    nats,
    ...(units === "bits" ? { bits: inUnits(nats, units) } : {}),
    score: score(nats),
    share: most !== null && most.nats > 1e-9 ? nats / most.nats : null,
    ...{ estimator, guarantee, interval, pValue, standardError, spread, ceiling, heldOut, train },
    ...{ reason, checks, n, dims, seed },
    seconds: Math.round(seconds * 1000) / 1000,
    warnings,
  };
}

function checkFinite(value: unknown, where: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`${where}: must be a finite number, got ${value}`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkFinite(inner, `${where}.${key}`);
}
