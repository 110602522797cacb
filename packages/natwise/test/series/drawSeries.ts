import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";

/**
 * Two series x_t = a x_{t-1} + e_t of the same a, whose innovations have correlation r. For a below 1 they are stationary,
 * and rows of a time are bivariate normal with correlation r, too.
 */
export function drawSeries(
  n: number,
  { a, r = 0, seed, slope = 0 }: { a: number; r?: number; seed: number; slope?: number },
): { x: Matrix; y: Matrix } {
  const { normal } = random(seed, 900);
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  const start = a < 1 ? 1 / Math.sqrt(1 - a * a) : 1;
  for (let t = 0; t < n; t++) {
    const e = normal();
    const f = r * e + Math.sqrt(1 - r * r) * normal();
    x[t] = t === 0 ? start * e : a * x[t - 1] + e;
    y[t] = t === 0 ? start * f : a * y[t - 1] + f;
  }
  for (let t = 0; t < n; t++) {
    x[t] += slope * t;
    y[t] += slope * t;
  }
  return { x: { data: x, n, d: 1 }, y: { data: y, n, d: 1 } };
}
