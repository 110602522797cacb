/** @module What the experiments count with. */

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Of a sample. */
export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** Of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/** Five significant digits, which is what a file needs. */
export const rounded = (value: number): number => Number(value.toPrecision(5));

/** Five significant digits; null where a number is not finite, as in JSON. */
export const short = (value: number): number | null => (Number.isFinite(value) ? rounded(value) : null);
