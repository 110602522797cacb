export type Units = "nats" | "bits";

/** A value in nats, in the unit asked for. */
export function inUnits(nats: number, units: Units): number {
  return units === "bits" ? nats / Math.LN2 : nats;
}

/** Three decimals, which is more than any estimate is good for; the minus sign of -0.000 is left off. */
export function formatValue(nats: number, units: Units): string {
  const text = inUnits(nats, units).toFixed(3);
  return /^-0\.0+$/.test(text) ? text.slice(1) : text;
}
