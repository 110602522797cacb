import type { Ranking } from "../pairs/ranking.ts";
import { inUnits, type Units } from "./units.ts";

/** A ranking as one plain object; values are in nats, with bits beside them where asked for. */
export function rankingToJson(ranking: Ranking, units: Units) {
  const { path, target, given, rows, order, leftOut, read, seed, seconds, notes, warnings } = ranking;
  const bits = (nats: number | null) =>
    units === "bits" ? { bits: nats === null ? null : inUnits(nats, units) } : {};
  return {
    target,
    rows: rows.map(({ column, nats, interval, pValue, qValue, estimator, warnings }) => ({
      ...{ column, nats, ...bits(nats), interval, pValue, qValue, estimator, warnings },
    })),
    ...{ file: path, given, leftOut },
    ...(order === null ? {} : { redundancy: { method: "CMIM (fleuret2004fast)", rows: order } }),
    ...{ read, seed, seconds: Math.round(seconds * 1000) / 1000, notes, warnings },
  };
}
