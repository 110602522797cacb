import type { RowMap } from "./rowMap.ts";

/**
 * Moves every column by a wave of the one before it: v_j -> v_j + amplitude sin(frequency v_{j-1}), the first column
 * stays. Volumes do not change, and the inverse moves the columns back from the first to the last.
 *
 * @throws TypeError for rows of fewer than two columns
 */
export function shear({
  amplitude = 1,
  frequency = 2,
}: {
  readonly amplitude?: number;
  readonly frequency?: number;
} = {}): RowMap {
  const moved = (row: Float64Array, way: 1 | -1) => {
    if (row.length < 2)
      throw new TypeError(`shear: rows must have two columns or more, got ${row.length}; use wiggly for one`);
    const out = row.slice();
    // The column before is the original one: on the way back, it was restored in the step before.
    const before = way === 1 ? row : out;
    for (let j = 1; j < row.length; j++) out[j] += way * amplitude * Math.sin(frequency * before[j - 1]);
    return out;
  };
  return { id: "shear", apply: (row) => moved(row, 1), inverse: (row) => moved(row, -1) };
}
