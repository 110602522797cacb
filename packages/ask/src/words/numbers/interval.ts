import type { Interval } from "natwise";
import { formatValue, type Units } from "./units.ts";

/** The ends of an interval: "0.812 to 0.961"; of a one-sided one "at least 0.812". */
export function formatInterval({ low, high }: Interval, units: Units): string {
  if (high === null) return `at least ${formatValue(low, units)}`;
  return `${formatValue(low, units)} to ${formatValue(high, units)}`;
}

/** The level as a heading: "95% interval". */
export function levelOf({ level }: Pick<Interval, "level">): string {
  return `${Number((100 * level).toPrecision(12))}% interval`;
}
