import type { Ranking } from "../../types.ts";
import type { Units } from "../numbers/units.ts";
import { inBits } from "./inBits.ts";
import { remarksToJson } from "./remarksToJson.ts";
import { sourceToJson } from "./sourceToJson.ts";

/** A ranking as one plain object; values are in nats, and also in bits if requested. */
export function rankingToJson(ranking: Ranking, units: Units) {
  const { target, given, rows, order, leftOut, seconds } = ranking;
  return {
    target,
    rows: rows.map(({ column, nats, interval, pValue, qValue, estimator, remarks }) => ({
      ...{ column, nats, ...inBits(nats, units), interval, pValue, qValue, estimator },
      ...remarksToJson(remarks, units),
    })),
    ...{ given, leftOut },
    ...(order === null ? {} : { redundancy: { method: "CMIM (fleuret2004fast)", rows: order } }),
    seconds: Math.round(seconds * 1000) / 1000,
    ...sourceToJson(ranking, units),
  };
}
