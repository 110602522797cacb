import type { PairNumbers } from "../../types.ts";
import { formatInterval } from "./interval.ts";
import { formatP } from "./pValue.ts";
import { formatValue, type Units } from "./units.ts";

/** The numbers of a pair as table cells; missing numbers are dashes. */
export function pairCells({ nats, interval, pValue, qValue }: PairNumbers, units: Units) {
  return {
    value: nats === null ? "-" : formatValue(nats, units),
    interval: interval === null ? "-" : formatInterval(interval, units),
    tests: [pValue, qValue].map((p) => (p === null ? "-" : formatP(p))),
  };
}
