import type { Matrix } from "../types.ts";

/**
 * Columns of several matrices of N rows, row by row: [x, y, ...], [N, dx + dy + ...]. They are codes of categories if
 * all parts are.
 */
export function sideBySide(...parts: readonly Matrix[]): Matrix {
  const { n } = parts[0];
  const d = parts.reduce((sum, part) => sum + part.d, 0);
  const data = new Float64Array(n * d);
  let first = 0;
  for (const part of parts) {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < part.d; j++) data[i * d + first + j] = part.data[i * part.d + j];
    first += part.d;
  }
  return { data, n, d, ...(parts.every(({ categories }) => categories) && { categories: true }) };
}
