import type { Interval } from "natwise";
import { formatValue, type Units } from "./units.ts";

/** An interval's ends: "0.812 to 0.961". */
export function formatInterval({ low, high }: Interval, units: Units): string {
  return `${formatValue(low, units)} to ${formatValue(high, units)}`;
}

/** A level as a heading has it: "95% interval". */
export function levelOf({ level }: Pick<Interval, "level">): string {
  return `${Number((100 * level).toPrecision(4))}% interval`;
}
