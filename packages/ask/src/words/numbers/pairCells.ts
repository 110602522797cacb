import type { PairNumbers } from "../../types.ts";
import { formatInterval } from "./interval.ts";
import { formatP } from "./pValue.ts";
import { formatValue, type Units } from "./units.ts";

/** A pair's numbers as the cells of a table: what is not known is a dash. */
export function pairCells({ nats, interval, pValue, qValue }: PairNumbers, units: Units) {
  return {
    value: nats === null ? "-" : formatValue(nats, units),
    interval: interval === null ? "-" : formatInterval(interval, units),
    tests: [pValue, qValue].map((p) => (p === null ? "-" : formatP(p))),
  };
}
