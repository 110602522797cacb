import { type Extrapolation, rowsFor } from "natwise";
import { inUnits, type Units } from "./numbers/units.ts";

/** A standard error worth having, and the number of rows that it takes. */
export interface WantedError {
  /** In nats. */
  readonly error: number;
  readonly rows: number;
  /** Whether it is a tenth of the information rather than a hundredth of a unit. */
  readonly tenth: boolean;
}

/**
 * The rows for a standard error of a tenth of the information, unless that may be zero, and of 0.01 in the unit. Empty if
 * the estimate has no limit in sight.
 */
export function wantedErrors(found: Extrapolation, units: Units): WantedError[] {
  const { tends } = found;
  if (tends === null) return [];
  const wanted = [
    ...(tends.nats > 2 * tends.standardError ? [{ error: tends.nats / 10, tenth: true }] : []),
    { error: 0.01 / inUnits(1, units), tenth: false },
  ];
  return wanted.map((one) => ({ ...one, rows: rowsFor(found, one.error)! }));
}
