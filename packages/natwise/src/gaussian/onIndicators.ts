import { DataError } from "../DataError.ts";
import type { ColumnRef, Remark } from "../remarks.ts";
import { mergedRemarks, oneHot } from "../rows/oneHot.ts";
import type { Found, Matrix } from "../types.ts";

/**
 * A Gaussian estimate of sides in which categories are 0/1 columns. Remarks and errors refer to the columns of codes.
 *
 * The last 0/1 column of each column of codes is left out, since the others determine it.
 */
export async function onIndicators(
  x: Matrix,
  y: Matrix,
  find: (x: Matrix, y: Matrix) => Promise<Found>,
): Promise<Found> {
  const encoded = {
    x: x.categories ? oneHot(x, { redundant: false }) : null,
    y: y.categories ? oneHot(y, { redundant: false }) : null,
  };
  if (!encoded.x && !encoded.y) return find(x, y);
  const of = (column: ColumnRef): ColumnRef => {
    if (typeof column === "string" || column.at === undefined) return column;
    const one = column.side === "given" ? null : encoded[column.side];
    return one ? { side: column.side, at: one.indicators[column.at].column } : column;
  };
  const named = (said: Remark): Remark => ({ ...said, columns: said.columns.map(of) });
  try {
    const found = await find(encoded.x?.rows ?? x, encoded.y?.rows ?? y);
    const merged = (["x", "y"] as const).flatMap((side) => mergedRemarks(encoded[side], side));
    return { ...found, remarks: [...merged, ...found.remarks.map(named)] };
  } catch (error) {
    if (error instanceof DataError) throw new DataError(error.message, named(error.remark));
    throw error;
  }
}
