import type { Random } from "../rows/random.ts";
import type { Matrix } from "../types.ts";
import type { Autoregression } from "./autoregression.ts";
import { persistence } from "./persistence.ts";
import { propagate } from "./propagate.ts";

/** Rows of the stationary series, with innovations drawn with replacement, after a beginning that is left out. */
export function stationaryPath(
  model: Pick<Autoregression, "coefficients" | "innovations">,
  n: number,
  random: Random,
): Matrix {
  const { coefficients, innovations } = model;
  const { d } = innovations;
  const p = coefficients.length;
  const radius = persistence(coefficients, d);
  const burn = Math.min(3000, Math.ceil(5 / Math.max(1e-3, 1 - radius)));
  const order = Int32Array.from({ length: n + burn }, () => random.integer(innovations.n));
  const start = { data: new Float64Array(p * d), n: p, d };
  const path = propagate(model, { n: n + burn, start, order });
  return { data: path.data.slice(burn * d), n, d };
}
