import { type Extrapolation, score } from "natwise";
import type { EstimateAnswer, Most, PlainEstimate } from "../../types.ts";
import type { Units } from "../numbers/units.ts";
import { wantedErrors } from "../wantedErrors.ts";
import { inBits } from "./inBits.ts";
import { remarksToJson } from "./remarksToJson.ts";
import { sourceToJson } from "./sourceToJson.ts";

/**
 * An answer as one plain object: the fields of the first estimate and of the question at the top, and every estimate in
 * `estimates`. Values are in nats; with `units` bits, `bits` is added to `nats`.
 *
 * @throws Error for a value that JSON cannot carry, such as NaN
 */
export function estimateToJson(answer: EstimateAnswer, units: Units) {
  const { x, y, given, dropped, estimates, most, n, remarks, extrapolation } = answer;
  const { file, read, notes } = sourceToJson(answer, units);
  const all = estimates.map((estimate) => one(estimate, most, units));
  const result = {
    ...all[0],
    ...remarksToJson([...remarks, ...estimates[0].remarks], units),
    ...{ file, x: x.names, y: y.names, given: given?.names ?? [] },
    rows: { read, dropped, used: n },
    entropy: most,
    extrapolation: extrapolation && rowsOf(extrapolation, units),
    notes,
    estimates: all,
  };
  checkFinite(result, "answer");
  return result;
}

function one(estimate: PlainEstimate, most: Most | null, units: Units) {
  const { nats, estimator, guarantee, ceiling, heldOut, train, standardError, interval, pValue } = estimate;
  const { permutations } = estimate;
  const { spread = null, reason, checks, n, dims, seed, seconds, remarks } = estimate;
  checkFinite({ nats }, "answer");
  // An estimate of columns that drift must not be read.
  const drifts = remarks.some(({ code }) => code === "notStationary");
  const shown = drifts ? null : nats;
  return {
    ...{ nats: shown, ...inBits(shown, units) },
    score: shown === null ? null : score(shown, { most: most?.nats }),
    share: shown !== null && most !== null && most.nats > 1e-9 ? shown / most.nats : null,
    ...{
      estimator,
      guarantee,
      interval,
      pValue,
      permutations,
      standardError,
      spread,
      ceiling,
      heldOut,
      train,
    },
    ...{ reason, checks, n, dims, seed },
    seconds: Math.round(seconds * 1000) / 1000,
    ...remarksToJson(remarks, units),
  };
}

/** An extrapolation, and the rows for the errors worth having. */
function rowsOf({ points, tends, ...rest }: Extrapolation, units: Units) {
  const valued = <Value extends { readonly nats: number }>(one: Value) => ({
    ...one,
    ...inBits(one.nats, units),
  });
  const rowsFor = wantedErrors({ points, tends, ...rest }, units).map(({ error, rows }) => ({ error, rows }));
  return { ...rest, points: points.map(valued), tends: tends && valued(tends), rowsFor };
}

function checkFinite(value: unknown, where: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`${where}: must be a finite number, got ${value}`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkFinite(inner, `${where}.${key}`);
}
