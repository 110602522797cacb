import type { Data, Matrix } from "../types.ts";

/**
 * x or y as a matrix, from any form of `Data`.
 *
 * @param name its name in errors
 * @throws TypeError for shapes that do not fit, RangeError for values that are not finite
 */
export function matrix(values: Data, name: string): Matrix {
  const [data, n, d, categories] = read(values, name);
  if (!(n > 0 && d > 0)) throw new TypeError(`${name}: must have rows and columns, got [${n}, ${d}]`);
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) {
      throw new RangeError(
        `${name}: values must be finite, got ${data[i]} in row ${Math.floor(i / d)}, column ${i % d}; drop or replace such rows first`,
      );
    }
  }
  return { data, n, d, ...(categories && { categories }) };
}

function read(values: Data, name: string): [data: Float64Array, n: number, d: number, categories?: boolean] {
  if (typeof values !== "object" || values === null) {
    throw new TypeError(`${name}: must be rows, a column or { data, shape }, got ${typeof values}`);
  }
  if ("shape" in values) {
    const { data, shape, categories } = values;
    const [n, d = 1] = shape;
    if (shape.length > 2 || n * d !== data.length) {
      throw new TypeError(
        `${name}: shape must be [rows, columns] of ${data.length} values, got [${shape.join(", ")}]`,
      );
    }
    return [Float64Array.from(data), n, d, categories];
  }
  if (!Array.isArray(values[0])) return [Float64Array.from(values as ArrayLike<number>), values.length, 1];
  const rows = values as readonly (readonly number[])[];
  const d = rows[0].length;
  const data = new Float64Array(rows.length * d);
  rows.forEach((row, i) => {
    if (row.length !== d)
      throw new TypeError(`${name}: every row must have ${d} values, got ${row.length} in row ${i}`);
    data.set(row, i * d);
  });
  return [data, rows.length, d];
}
