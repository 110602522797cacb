import { inUnits, type Units } from "../numbers/units.ts";

/** `bits`, to stand beside `nats` where they were asked for. */
export const inBits = (nats: number | null, units: Units) =>
  units === "bits" ? { bits: nats === null ? null : inUnits(nats, units) } : {};
