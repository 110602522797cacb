import type { RowMap } from "./rowMap.ts";

/** A strictly monotonic function of every coordinate. */
export function elementwise({
  id,
  apply,
  inverse,
}: {
  readonly id: string;
  readonly apply: (value: number) => number;
  readonly inverse?: (value: number) => number;
}): RowMap {
  return {
    id,
    apply: (row) => row.map((value) => apply(value)),
    inverse: inverse && ((row) => row.map((value) => inverse(value))),
  };
}
