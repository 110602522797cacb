import { type Remark, remark } from "../remarks.ts";
import type { Matrix } from "../types.ts";

/** A column of a one-hot encoding: 1 in the rows in which a column of codes has a certain value. */
export interface Indicator {
  /** Number of the column of codes. */
  readonly column: number;
  /** The code; null for all codes without an indicator of their own. */
  readonly code: number | null;
}

export interface OneHot {
  /** Zeros and ones [N, indicators.length]. */
  readonly rows: Matrix;
  readonly indicators: readonly Indicator[];
  /** Columns in which codes were merged. */
  readonly merged: readonly { readonly column: number; readonly values: number; readonly kept: number }[];
}

/**
 * Codes of categories as 0/1 columns, for nets and covariances: one for each code of a column, the most frequent first.
 * A column with two codes becomes a single 0/1 column, 1 for the larger code.
 *
 * If a column has more than `most` codes, the `most` - 1 most frequent have an indicator each and the others share one.
 * Merging codes can only lose information, so a lower bound stays a lower bound.
 *
 * @param side codes [N, d]
 * @param options.redundant whether to keep the last indicator of a column, which the others determine
 */
export function oneHot(
  { data, n, d }: Matrix,
  { most = 32, redundant = true }: { readonly most?: number; readonly redundant?: boolean } = {},
): OneHot {
  const indicators: Indicator[] = [];
  const merged: { column: number; values: number; kept: number }[] = [];
  /** The indicator of each code of each column; -1 for none. */
  const places: Map<number, number>[] = [];
  for (let j = 0; j < d; j++) {
    const codes = byFrequency(data, j, d);
    const place = new Map<number, number>();
    places.push(place);
    if (codes.length === 2) {
      place.set(Math.min(...codes), -1).set(Math.max(...codes), indicators.length);
      indicators.push({ column: j, code: Math.max(...codes) });
      continue;
    }
    const width = Math.min(codes.length, most);
    const kept = codes.length > width ? width - 1 : width;
    if (kept < codes.length) merged.push({ column: j, values: codes.length, kept });
    const first = indicators.length;
    for (let rank = 0; rank < width; rank++) {
      if (rank === width - 1 && !redundant) break;
      indicators.push({ column: j, code: rank < kept ? codes[rank] : null });
    }
    for (const [rank, code] of codes.entries()) {
      const at = first + Math.min(rank, width - 1);
      place.set(code, at < indicators.length ? at : -1);
    }
  }
  const width = indicators.length;
  const out = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const at = places[j].get(data[i * d + j])!;
      if (at >= 0) out[i * width + at] = 1;
    }
  }
  return { rows: { data: out, n, d: width }, indicators, merged };
}

/** The codes of column j, the most frequent first, equally frequent ones in ascending order. */
function byFrequency(data: Float64Array, j: number, d: number): number[] {
  const counts = new Map<number, number>();
  for (let at = j; at < data.length; at += d) counts.set(data[at], (counts.get(data[at]) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([code]) => code);
}

/** The remarks on merged codes of a side; none for null. */
export const mergedRemarks = (encoded: OneHot | null, side: "x" | "y"): Remark[] =>
  (encoded?.merged ?? []).map(({ column, values, kept }) =>
    remark("valuesMerged", { values, kept }, [{ side, at: column }]),
  );
