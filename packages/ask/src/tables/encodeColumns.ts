import { type Remark, remark } from "natwise";
import type { CategoryColumn, Column } from "../types.ts";
import { mostCategories } from "./checkColumns.ts";
import { columnValues } from "./columnValues.ts";

/** Columns in the library's format: `data` row-major, of shape [N, d]. */
export interface Encoded {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** Labels of the encoded columns: "age", "species=Adelie". */
  readonly labels: readonly string[];
  readonly data: Float64Array;
  readonly shape: readonly [n: number, d: number];
  /** A note on each column of texts or booleans. */
  readonly notes: readonly Remark[];
}

/**
 * Encodes columns: numbers unchanged (the library standardises them), texts and booleans one-hot.
 *
 * If a text column has more than 32 distinct values, the 31 most frequent get a column each and the rest share one.
 * Merging values can only lose information, so a lower bound stays a lower bound.
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

type Write = (data: Float64Array, d: number, from: number) => void;

const writeNumbers =
  (values: Float64Array): Write =>
  (data, d, from) => {
    for (let i = 0; i < values.length; i++) data[i * d + from] = values[i];
  };

function oneHot({ name, values, codes }: CategoryColumn): { labels: string[]; write: Write; note: Remark } {
  // A second column would be redundant.
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
