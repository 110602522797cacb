import type { Matrix } from "../types.ts";
import type { Autoregression } from "./autoregression.ts";

/**
 * A series with these coefficients.
 *
 * @param options.start the first rows, as many as there are lags [p, d]
 * @param options.order numbers of the innovations, one for each further row; row p + i takes order[i mod order.length]
 * @returns [n, d]
 */
export function propagate(
  { coefficients, innovations }: Pick<Autoregression, "coefficients" | "innovations">,
  { n, start, order }: { readonly n: number; readonly start: Matrix; readonly order: ArrayLike<number> },
): Matrix {
  const { data: e, d } = innovations;
  const p = coefficients.length;
  const v = new Float64Array(n * d);
  v.set(start.data.subarray(0, Math.min(p, n) * d));
  for (let t = p; t < n; t++) {
    const from = order[(t - p) % order.length] * d;
    for (let j = 0; j < d; j++) {
      let sum = e[from + j];
      for (let k = 0; k < p; k++) {
        const A = coefficients[k];
        const past = (t - 1 - k) * d;
        for (let c = 0; c < d; c++) sum += A[j * d + c] * v[past + c];
      }
      v[t * d + j] = sum;
    }
  }
  return { data: v, n, d };
}
