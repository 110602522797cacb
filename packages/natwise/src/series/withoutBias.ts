import type { Random } from "../rows/random.ts";
import { type Autoregression, autoregression } from "./autoregression.ts";
import { persistence } from "./persistence.ts";
import { stationaryPath } from "./stationaryPath.ts";

/** Below this persistence the bias changes nothing that matters. */
const SHORT = 0.5;

/**
 * The same model without the bias of least squares, which takes a series for less persistent than it is: about
 * (1 + 3 a) / N for one column and one lag. The bias is that of fits to series of the fitted model. The result is
 * stationary.
 *
 * @param options.n number of rows of the series
 * @see kilian1998small
 */
export function withoutBias<Model extends Pick<Autoregression, "coefficients" | "innovations">>(
  fitted: Model,
  { n, random, repeats = 40 }: { readonly n: number; readonly random: Random; readonly repeats?: number },
): Model {
  const { d } = fitted.innovations;
  const most = 1 - 0.5 / n;
  const radius = persistence(fitted.coefficients, d);
  if (radius < SHORT) return fitted;
  // Scaling A_k by s^k scales every root by s.
  const scale = Math.min(1, most / radius);
  const coefficients = fitted.coefficients.map((A, k) => A.map((value) => value * scale ** (k + 1)));
  const model = { ...fitted, coefficients };
  const order = coefficients.length;
  const bias = coefficients.map((A) => new Float64Array(A.length));
  for (let r = 0; r < repeats; r++) {
    const again = autoregression(stationaryPath(model, n, random), { order });
    for (const [k, A] of again.coefficients.entries())
      for (let at = 0; at < A.length; at++) bias[k][at] += (A[at] - coefficients[k][at]) / repeats;
  }
  for (let share = 1; share > 0.05; share -= 0.05) {
    const corrected = coefficients.map((A, k) => A.map((value, at) => value - share * bias[k][at]));
    if (persistence(corrected, d) < most) return { ...model, coefficients: corrected };
  }
  return model;
}
