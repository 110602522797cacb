import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";

export type GaussianOptions = { readonly dims?: number } & (
  | { readonly rho: number; readonly nats?: undefined }
  | { readonly nats: number; readonly rho?: undefined }
);

/**
 * Standard normal pairs, coordinate j of x correlated with coordinate j of y and with nothing else.
 *
 *   y_j = rho x_j + sqrt(1 - rho^2) e_j,   I = -(d/2) log(1 - rho^2)
 *
 * The density ratio r has Var[log r] = d rho^2 under the joint distribution and Var[r] = e^{2I} - 1 under the product
 * of the marginals.
 *
 * @param dims number of columns of x and of y
 * @param rho  correlation; or give `nats`, the information of all columns together
 * @throws RangeError for a correlation outside (-1, 1), where the information is infinite
 * @see poole2019variational, section 3.1
 */
export function gaussian({ dims = 1, rho, nats }: GaussianOptions): Task {
  if (!(Number.isInteger(dims) && dims >= 1))
    throw new RangeError(`gaussian: dims must be a whole number above 0, got ${dims}`);
  if (nats !== undefined && !(nats >= 0 && nats < Number.POSITIVE_INFINITY))
    throw new RangeError(`gaussian: nats must be finite and not negative, got ${nats}`);
  const r = rho ?? Math.sqrt(-Math.expm1((-2 * (nats as number)) / dims));
  if (!(r > -1 && r < 1)) throw new RangeError(`gaussian: rho must be between -1 and 1, got ${r}`);
  const rest = 1 - r * r;
  const logRest = Math.log1p(-r * r);
  const noise = Math.sqrt(rest);
  return {
    id: `gaussian-${dims}d-${rho === undefined ? `${nats}nats` : `rho${rho}`}`,
    nats: nats ?? Math.max(0, -0.5 * dims * logRest),
    dims: { x: dims, y: dims },
    sample(n, seed, ...stream) {
      const { normal } = random(seed, streams.gaussian, ...stream);
      const x = Float64Array.from({ length: n * dims }, normal);
      const y = x.map((value) => r * value + noise * normal());
      return { x: { data: x, n, d: dims }, y: { data: y, n, d: dims } };
    },
    logRatio(x, y) {
      let sum = 0;
      for (let j = 0; j < dims; j++) sum += r * r * (x[j] * x[j] + y[j] * y[j]) - 2 * r * x[j] * y[j];
      return -0.5 * dims * logRest - sum / (2 * rest);
    },
  };
}
