/** @module What the experiments count with. */

export const sum = (values) => values.reduce((total, value) => total + value, 0);
export const mean = (values) => sum(values) / values.length;
/** Of a sample. */
export const variance = (values) => {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
};
/** Of an even number, the mean of the two in the middle. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};
export const largest = (items, of) => items.reduce((best, item) => (of(item) > of(best) ? item : best));

/** Rows that agree in `keys`, as [[their values of the keys], rows], in order of first occurrence. */
export function groups(rows, ...keys) {
  const found = new Map();
  for (const row of rows) {
    const name = JSON.stringify(keys.map((key) => row[key]));
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return [...found].map(([name, members]) => [JSON.parse(name), members]);
}

/** Five significant digits: what a file of a curve needs. Numbers that are not finite are null, as JSON has them. */
export const short = (value) => (Number.isFinite(value) ? Number(value.toPrecision(5)) : null);

/** The rows that have these values; a claim about rows that are not there cannot be checked. */
export function rowsWhere(rows, where) {
  const found = rows.filter((row) => Object.entries(where).every(([name, value]) => row[name] === value));
  if (found.length === 0) throw new RangeError(`no rows with ${JSON.stringify(where)}`);
  return found;
}
