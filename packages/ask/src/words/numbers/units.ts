export type Units = "nats" | "bits";

/** Converts nats to `units`. */
export function inUnits(nats: number, units: Units): number {
  return units === "bits" ? nats / Math.LN2 : nats;
}

/** Three decimals, more than any estimate is accurate to; -0.000 loses its minus sign. */
export function formatValue(nats: number, units: Units): string {
  const text = inUnits(nats, units).toFixed(3);
  return /^-0\.0+$/.test(text) ? text.slice(1) : text;
}
