import { type Remark, remark } from "natwise";
import type { CategoryColumn, Column } from "../types.ts";
import { mostCategories } from "./checkColumns.ts";
import { columnValues } from "./columnValues.ts";

/** Columns as the library takes them: `data` row-major, of shape [N, d]. */
export interface Encoded {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** What each encoded column is: "age", "species=Adelie". */
  readonly labels: readonly string[];
  readonly data: Float64Array;
  readonly shape: readonly [n: number, d: number];
  /** What became of each column that was not a number. */
  readonly notes: readonly Remark[];
}

/**
 * Numbers as they are (the library standardises them), texts and booleans one-hot.
 *
 * Of a text column with more than 32 different values, the 31 most frequent keep a column each and the rest share one.
 * That merges values, which can only lose information: a lower bound stays a lower bound.
 */
export function encodeColumns(columns: readonly Column[]): Encoded {
  const parts = columns.map((column) =>
    column.kind === "number"
      ? { labels: [column.name], write: writeNumbers(column.values), note: null }
      : oneHot(column),
  );
  const n = columnValues(columns[0]).length;
  const labels = parts.flatMap((part) => part.labels);
  const d = labels.length;
  const data = new Float64Array(n * d);
  let from = 0;
  for (const part of parts) {
    part.write(data, d, from);
    from += part.labels.length;
  }
  return {
    names: columns.map(({ name }) => name),
    columns,
    labels,
    data,
    shape: [n, d],
    notes: parts.flatMap(({ note }) => note ?? []),
  };
}

/** Rows in another order: encoded and original columns alike. */
export function reorderRows({ columns }: Encoded, order: Int32Array): Encoded {
  return encodeColumns(
    columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: Float64Array.from(order, (i) => column.values[i]) }
        : { ...column, codes: Int32Array.from(order, (i) => column.codes[i]) },
    ),
  );
}

type Write = (data: Float64Array, d: number, from: number) => void;

const writeNumbers =
  (values: Float64Array): Write =>
  (data, d, from) => {
    for (let i = 0; i < values.length; i++) data[i * d + from] = values[i];
  };

function oneHot({ name, values, codes }: CategoryColumn): { labels: string[]; write: Write; note: Remark } {
  // With two values the second column would only repeat the first.
  if (values.length === 2) {
    return {
      labels: [`${name}=${values[1]}`],
      write: writeNumbers(Float64Array.from(codes)),
      note: remark("twoValues", { zero: values[0], one: values[1] }, [name]),
    };
  }
  const occurrences = new Int32Array(values.length);
  for (const code of codes) occurrences[code]++;
  const kept = Int32Array.from(values.keys()).sort((a, b) => occurrences[b] - occurrences[a]);
  const width = Math.min(values.length, mostCategories);
  const merged = values.length - width;
  const place = new Int32Array(values.length).fill(width - 1);
  for (let rank = 0; rank < width; rank++) place[kept[rank]] = rank;
  const shared = merged === 0 ? [] : ["(others)"];
  return {
    labels: [...[...kept].slice(0, width - shared.length).map((code) => values[code]), ...shared].map(
      (value) => `${name}=${value}`,
    ),
    write: (data, d, from) => {
      for (let i = 0; i < codes.length; i++) data[i * d + from + place[codes[i]]] = 1;
    },
    note:
      merged === 0
        ? remark("oneHot", { values: width }, [name])
        : remark("valuesMerged", { values: values.length, kept: width - 1 }, [name]),
  };
}
