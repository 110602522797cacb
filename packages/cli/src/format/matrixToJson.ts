import type { InformationMatrix } from "../pairs/informationMatrix.ts";
import { inUnits, type Units } from "./units.ts";

/** A matrix as one plain object: a row for each pair, in nats, with bits beside them where asked for. */
export function matrixToJson(matrix: InformationMatrix, units: Units) {
  const { path, columns, rows, refused, leftOut, read, seed, seconds, notes, warnings } = matrix;
  return {
    columns,
    rows: rows.map(({ x, y, nats, ...row }) => ({
      ...{ x, y, nats },
      ...(units === "bits" ? { bits: nats === null ? null : inUnits(nats, units) } : {}),
      ...row,
    })),
    ...{ file: path, refused, leftOut, read, seed },
    ...{ seconds: Math.round(seconds * 1000) / 1000, notes, warnings },
  };
}
