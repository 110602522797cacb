/** A column of numbers: what was read as a number, a date or a time. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
  /** Dates and times are seconds (since 1970 where they have a date). */
  readonly time: boolean;
  readonly integers: boolean;
}

/** A column of text or booleans: row i holds `values[codes[i]]`. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** The rows to estimate from: complete, finite, in the file's order. */
export interface Table {
  readonly path: string;
  readonly columns: readonly Column[];
  /** Rows in the columns. */
  readonly n: number;
  /** Rows in the file that pass `where`. */
  readonly read: number;
  /** Rows dropped because something was missing in them. */
  readonly dropped: number;
  /** What was done to the data on the way, for people. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Columns that were asked for and could not be read, where that was allowed. */
  readonly unreadable?: readonly { readonly name: string; readonly why: string }[];
}
