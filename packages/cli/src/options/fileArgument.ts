/** The data file of a command, and its help text. */
export const fileArgument = [
  "<file>",
  "CSV, TSV, JSON, NDJSON or Parquet (also .gz), or a quoted pattern: 'data/*.parquet'",
] as const;
