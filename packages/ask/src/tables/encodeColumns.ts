import { oneHot as indicatorsOf, type Remark, remark } from "natwise";
import type { CategoryColumn, Column, NumberColumn } from "../types.ts";
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
  /** Whether the numbers are codes of categories. */
  readonly categories: boolean;
  /** A note on each column of texts or booleans. */
  readonly notes: readonly Remark[];
}

/**
 * Encodes the columns of a side. If all are texts or booleans they become one column of codes each, and the library is told
 * that these are categories. Otherwise numbers are unchanged (the library standardises them), and texts are one-hot encoded.
 */
export function encodeColumns(columns: readonly Column[]): Encoded {
  const texts = columns.filter((column) => column.kind === "category");
  if (texts.length < columns.length) return encodeAsNumbers(columns);
  const parts = texts.map(({ name, codes, values }) => ({
    labels: [name],
    data: Float64Array.from(codes),
    note: remark("categories", { values: values.length }, [name]),
  }));
  return { ...joined(columns, parts), categories: true };
}

/**
 * Encodes columns as critics take them, with texts and booleans one-hot.
 *
 * If a text column has more than 32 distinct values, the 31 most frequent get a column each and the rest share one.
 * Merging values can only lose information, so a lower bound stays a lower bound.
 */
export function encodeAsNumbers(columns: readonly Column[]): Encoded {
  const parts = columns.map((column) => (column.kind === "number" ? numbers(column) : oneHot(column)));
  return { ...joined(columns, parts), categories: false };
}

/** One column of a table, encoded: `data` row-major, [N, labels.length]. */
interface Part {
  readonly labels: readonly string[];
  readonly data: Float64Array;
  readonly note: Remark | null;
}

function joined(columns: readonly Column[], parts: readonly Part[]): Omit<Encoded, "categories"> {
  const n = columnValues(columns[0]).length;
  const labels = parts.flatMap((part) => part.labels);
  const d = labels.length;
  // A single part is used as it is: no values are copied.
  const data = parts.length === 1 ? parts[0].data : new Float64Array(n * d);
  let from = 0;
  for (const { labels: own, data: values } of parts.length === 1 ? [] : parts) {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < own.length; j++) data[i * d + from + j] = values[i * own.length + j];
    from += own.length;
  }
  return {
    names: columns.map(({ name }) => name),
    ...{ columns, labels, data, shape: [n, d] },
    notes: parts.flatMap(({ note }) => note ?? []),
  };
}

const numbers = ({ name, values }: NumberColumn): Part => ({ labels: [name], data: values, note: null });

function oneHot({ name, values, codes }: CategoryColumn): Part {
  const side = { data: Float64Array.from(codes), n: codes.length, d: 1 };
  const { rows, indicators, merged } = indicatorsOf(side, { most: mostCategories });
  const [lost] = merged;
  return {
    labels: indicators.map(({ code }) => `${name}=${code === null ? "(others)" : values[code]}`),
    data: rows.data,
    note: lost
      ? remark("valuesMerged", { values: lost.values, kept: lost.kept }, [name])
      : values.length === 2
        ? remark("twoValues", { zero: values[0], one: values[1] }, [name])
        : remark("oneHot", { values: values.length }, [name]),
  };
}
