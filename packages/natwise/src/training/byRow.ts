/** Values of test rows in the order of the data [n], from all folds; null unless every row was tested. */
export function byRow(
  folds: readonly { readonly rows: Int32Array; readonly values: Float64Array }[],
  n: number,
): Float64Array | null {
  const all = new Float64Array(n).fill(Number.NaN);
  for (const { rows, values } of folds) for (const [at, row] of rows.entries()) all[row] = values[at];
  return all.some(Number.isNaN) ? null : all;
}
