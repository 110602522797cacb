import type { Interval } from "natwise";
import { formatValue, type Units } from "./units.ts";

/** The ends of an interval: "0.812 to 0.961". */
export function formatInterval({ low, high }: Interval, units: Units): string {
  return `${formatValue(low, units)} to ${formatValue(high, units)}`;
}

/** The level as a heading: "95% interval". */
export function levelOf({ level }: Pick<Interval, "level">): string {
  return `${Number((100 * level).toPrecision(12))}% interval`;
}
