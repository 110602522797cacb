import { DataError } from "../DataError.ts";
import { type ColumnRef, remark } from "../remarks.ts";
import type { Matrix } from "../types.ts";

/** Values above this share of the subtracted mean keep ten digits. */
const FAR_BELOW = 1e-6;

/**
 * Scales every column to mean 0 and standard deviation 1. MI does not change, critics train better, and distances in
 * the maximum norm weigh all columns alike.
 *
 * Codes of categories are not changed.
 *
 * Different values stay different and keep their order. If a few huge values make the mean so large that subtracting it
 * would make small values equal, as for exp(20 z), the column keeps its mean and is only scaled.
 *
 * @throws RangeError for a constant column: it carries no information and has no scale
 */
export function standardise(side: Matrix, name: string): Matrix {
  const { data, n, d } = side;
  if (side.categories) {
    for (let j = 0; j < d; j++) if (!varies(side, j)) throw constant(name, j, data[j], n);
    return side;
  }
  const out = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    // Subtracting the first value before summing keeps the digits of columns like 1e9 + small.
    const shift = data[j];
    let reach = 0;
    let smallest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const value = data[i * d + j];
      reach = Math.max(reach, Math.abs(value - shift));
      if (value !== 0) smallest = Math.min(smallest, Math.abs(value));
    }
    if (!(reach < Infinity)) {
      throw new DataError(
        `${name}: column ${j} spans more than a float64 can hold; divide it by a constant first`,
        remark("outOfRange", {}, [columnOf(name, j)]),
      );
    }
    // A power of two changes no digit, and squares of columns like 1e-200 or 1e200 neither vanish nor overflow.
    const scale = 2 ** Math.floor(Math.log2(reach || 1));
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (data[i * d + j] - shift) / scale;
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((data[i * d + j] - shift) / scale - mean) ** 2;
    const deviation = Math.sqrt(squares / n);
    // By rounding, a constant column may have a deviation of about 1e-16 of its size, and not 0.
    if (!(deviation * scale > 1e-13 * Math.abs(shift))) throw constant(name, j, shift, n);
    for (let i = 0; i < n; i++) out[i * d + j] = ((data[i * d + j] - shift) / scale - mean) / deviation;
    const largest = Math.max(Math.abs(shift), Math.abs(shift + mean * scale));
    if (smallest < FAR_BELOW * largest && different(out, d, j) < different(data, d, j)) {
      for (let i = 0; i < n; i++) out[i * d + j] = data[i * d + j] / scale / deviation;
    }
  }
  return { data: out, n, d };
}

const constant = (name: string, j: number, value: number, rows: number) =>
  new DataError(
    `${name}: column ${j} is constant (${value}) and cannot carry information; leave it out`,
    remark("constant", { value: String(value), rows }, [columnOf(name, j)]),
  );

function varies({ data, d }: Matrix, j: number): boolean {
  for (let at = j; at < data.length; at += d) if (data[at] !== data[j]) return true;
  return false;
}

const columnOf = (name: string, at: number): ColumnRef =>
  name === "x" || name === "y" || name === "given" ? { side: name, at } : `${name}[${at}]`;

/** The number of different values of column j. */
function different(data: Float64Array, d: number, j: number): number {
  const column = new Float64Array(data.length / d);
  for (let i = 0; i < column.length; i++) column[i] = data[i * d + j];
  column.sort();
  let count = 1;
  for (let i = 1; i < column.length; i++) if (column[i] !== column[i - 1]) count++;
  return count;
}
