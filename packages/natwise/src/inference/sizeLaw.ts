import { mean } from "../rows/mean.ts";

/** How estimates depend on the number of rows. */
export interface SizeLaw {
  /** The limit of I(n) = limit + bias / n, in nats. */
  readonly limit: number;
  /** The factor `bias` of 1 / n, in nats times rows. */
  readonly bias: number;
  /** Standard error of `limit` by the residuals alone, without the noise that all sizes share. */
  readonly misfit: number;
  /** Whether I(n) = a + b log n leaves smaller residuals. */
  readonly logarithmic: boolean;
  /** Change of the estimate each time the rows double, by the fit of a + b log n, in nats. */
  readonly perDoubling: number;
}

/**
 * Fits I(n) = limit + bias / n to estimates at several numbers of rows by least squares, and I(n) = a + b log n to
 * compare.
 *
 * All sizes have the same weight. Each value is the mean over parts that together hold the same N rows, so each has the
 * variance of an estimate on N rows, and any two have the same correlation. Ordinary least squares is then the
 * generalised one.
 */
export function sizeLaw(rows: readonly number[], values: readonly number[]): SizeLaw {
  const inverse = line(
    rows.map((n) => 1 / n),
    values,
  );
  const log = line(rows.map(Math.log2), values);
  return {
    limit: inverse.at0,
    bias: inverse.slope,
    misfit: inverse.error,
    logarithmic: log.squares < inverse.squares,
    perDoubling: log.slope,
  };
}

/** The least-squares line: its value at 0, the standard error of that by the residuals, and their sum of squares. */
function line(x: readonly number[], y: readonly number[]) {
  const n = x.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  const slope = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / sxx;
  const at0 = my - slope * mx;
  const squares = y.reduce((sum, value, i) => sum + (value - at0 - slope * x[i]) ** 2, 0);
  return { slope, at0, squares, error: Math.sqrt((squares / (n - 2)) * (1 / n + mx ** 2 / sxx)) };
}
