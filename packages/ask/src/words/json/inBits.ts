import { inUnits, type Units } from "../numbers/units.ts";

/** The field `bits`, if requested, to add to `nats`. */
export const inBits = (nats: number | null, units: Units) =>
  units === "bits" ? { bits: nats === null ? null : inUnits(nats, units) } : {};
