import type { Remark } from "../remarks.ts";
import { mergedRemarks, oneHot } from "../rows/oneHot.ts";
import { standardise } from "../rows/standardise.ts";
import type { Matrix } from "../types.ts";

/** A side as critics take it: categories as standardised 0/1 columns, with remarks on merged values; numbers as they are. */
export function forCritics(
  side: Matrix,
  name: "x" | "y",
): { readonly rows: Matrix; readonly remarks: readonly Remark[] } {
  if (!side.categories) return { rows: side, remarks: [] };
  const encoded = oneHot(side);
  return { rows: standardise(encoded.rows, name), remarks: mergedRemarks(encoded, name) };
}
