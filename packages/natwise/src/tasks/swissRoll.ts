import type { RowMap } from "./rowMap.ts";

/**
 * Maps one column u between 0 and 1 to a curve in the plane: t = 1.5 pi (1 + 2u), (t cos t, t sin t) / 21.
 *
 * @throws TypeError for rows of more than one column
 * @see czyz2023beyond
 */
export function swissRoll(): RowMap {
  return {
    id: "swiss-roll",
    apply(row) {
      if (row.length !== 1)
        throw new TypeError(`swissRoll: rows must have one column, got ${row.length}; map one at a time`);
      const t = 1.5 * Math.PI * (1 + 2 * row[0]);
      return Float64Array.of((t * Math.cos(t)) / 21, (t * Math.sin(t)) / 21);
    },
    inverse: (row) => Float64Array.of(((21 * Math.hypot(row[0], row[1])) / (1.5 * Math.PI) - 1) / 2),
  };
}
