import type { InformationMatrix } from "../../types.ts";
import type { Units } from "../numbers/units.ts";
import { remarkText } from "../remarks/remarkText.ts";
import { inBits } from "./inBits.ts";
import { remarksToJson } from "./remarksToJson.ts";
import { sourceToJson } from "./sourceToJson.ts";

/** A matrix as one plain object: a row per pair, in nats, and also in bits if requested. */
export function matrixToJson(matrix: InformationMatrix, units: Units) {
  const { columns, rows, refused, leftOut, seconds } = matrix;
  return {
    columns,
    rows: rows.map(({ x, y, nats, remarks, ...row }) => ({
      ...{ x, y, nats, ...inBits(nats, units), ...row },
      ...remarksToJson(remarks, units),
    })),
    refused: refused.map(({ column, why }) => ({ column, code: why.code, why: remarkText(why, units).text })),
    leftOut,
    seconds: Math.round(seconds * 1000) / 1000,
    ...sourceToJson(matrix, units),
  };
}
