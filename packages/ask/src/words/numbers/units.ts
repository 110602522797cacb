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

/** A sentence with its values in the unit asked for: "0.69 nats" becomes "1.00 bits". */
export function textInUnits(text: string, units: Units): string {
  if (units === "nats") return text;
  return text.replace(
    /(-?\d+(?:\.(\d+))?) nats\b/g,
    (_, number: string, decimals = "") =>
      `${inUnits(Number(number), units).toFixed(decimals.length)} ${units}`,
  );
}
