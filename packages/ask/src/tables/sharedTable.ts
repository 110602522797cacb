import type { Column, Table } from "../types.ts";

/** A table in memory that threads share, so that sending it to a thread copies no values. */
export interface SharedTable {
  readonly path: string;
  /** Number of rows. */
  readonly n: number;
  readonly columns: readonly SharedColumn[];
  /** Columns one after the other, N values each: numbers or codes of texts; NaN for a missing value. */
  readonly buffer: SharedArrayBuffer;
}

export type SharedColumn =
  | { readonly kind: "number"; readonly name: string; readonly time: boolean; readonly integers: boolean }
  | { readonly kind: "category"; readonly name: string; readonly values: readonly string[] };

export function shareTable({ path, n, columns }: Table): SharedTable {
  const buffer = new SharedArrayBuffer(8 * n * columns.length);
  const described = columns.map((column, c): SharedColumn => {
    const to = new Float64Array(buffer, 8 * n * c, n);
    if (column.kind === "number") {
      to.set(column.values);
      const { kind, name, time, integers } = column;
      return { kind, name, time, integers };
    }
    const { kind, name, codes, values } = column;
    for (let i = 0; i < n; i++) to[i] = codes[i] < 0 ? Number.NaN : codes[i];
    return { kind, name, values };
  });
  return { path, n, columns: described, buffer };
}

/** The values of one column [N], without copying. */
export function valuesOf({ buffer, n }: SharedTable, column: number): Float64Array {
  return new Float64Array(buffer, 8 * n * column, n);
}

/** Whether a value of a column is missing. */
export function hasGaps(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

/**
 * Columns as a table of the rows in which all of them have a value, without a copy if these are all rows. Texts that no longer
 * occur are removed.
 */
export function tableOf(shared: SharedTable, which: readonly number[]): Table {
  const values = which.map((column) => valuesOf(shared, column));
  const rows = commonRows(values, shared.n);
  const columns = which.map((at, c): Column => {
    const column = shared.columns[at];
    const present = rows === null ? values[c] : Float64Array.from(rows, (i) => values[c][i]);
    return column.kind === "number"
      ? { ...column, values: present }
      : { ...column, ...compact(present, column.values) };
  });
  const n = rows?.length ?? shared.n;
  return { path: shared.path, columns, n, read: shared.n, dropped: shared.n - n, notes: [] };
}

/** Numbers of the rows in which no column has a gap; null for all rows. */
function commonRows(columns: readonly Float64Array[], n: number): Int32Array | null {
  const gapped = columns.filter(hasGaps);
  if (gapped.length === 0) return null;
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) =>
    gapped.every((values) => !Number.isNaN(values[i])),
  );
}

function compact(codes: Float64Array, values: readonly string[]) {
  const used = [...new Set(codes)].sort((a, b) => a - b);
  const place = new Map(used.map((code, at) => [code, at]));
  return {
    codes: Int32Array.from(codes, (code) => place.get(code)!),
    values: used.map((code) => values[code]),
  };
}
