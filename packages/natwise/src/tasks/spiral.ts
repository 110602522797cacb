import type { RowMap } from "./rowMap.ts";

/**
 * Rotates a row about the origin by an angle that grows with its length: v -> exp(speed |v|^2 G) v, with G the
 * generator of the rotations in one plane. Lengths and volumes do not change, and the inverse rotates back.
 *
 * @param plane the two columns of the plane, from 0
 * @param speed by default 1 / columns
 * @throws TypeError for rows without these two columns
 * @see czyz2023beyond
 */
export function spiral({
  plane: [a, b] = [0, 1],
  speed,
}: {
  readonly plane?: readonly [number, number];
  readonly speed?: number;
} = {}): RowMap {
  const turn = (row: Float64Array, way: 1 | -1) => {
    if (a === b || !(a in row) || !(b in row))
      throw new TypeError(
        `spiral: plane must be two different columns of ${row.length}, from 0, got ${a} and ${b}`,
      );
    const square = row.reduce((sum, value) => sum + value * value, 0);
    const angle = way * (speed ?? 1 / row.length) * square;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const out = row.slice();
    out[a] = cos * row[a] - sin * row[b];
    out[b] = sin * row[a] + cos * row[b];
    return out;
  };
  return { id: "spiral", apply: (row) => turn(row, 1), inverse: (row) => turn(row, -1) };
}
