/** The file a command asks, as its help describes it. */
export const fileArgument = [
  "<file>",
  "CSV, TSV, JSON, NDJSON or Parquet (also .gz), or a quoted pattern: 'data/*.parquet'",
] as const;
