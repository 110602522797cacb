/** @module Series with a known truth, and independent ones: autoregressions, random walks, trends, and others. */
import { type Data, random } from "natwise";
import type { KnownSource } from "./tasks.ts";

/** A stream of a seed for each kind. */
const streams = { pair: 5, walk: 6, trend: 7, volatile: 8, lognormal: 9 };

const column = (data: Float64Array): Data => ({ data, shape: [data.length, 1] });

/** x_t = a x_{t-1} + e_t of these innovations; for a below 1 from the stationary distribution. */
function filtered(innovations: Float64Array, a: number): Float64Array {
  const x = new Float64Array(innovations.length);
  x[0] = a < 1 ? innovations[0] / Math.sqrt(1 - a * a) : innovations[0];
  for (let t = 1; t < x.length; t++) x[t] = a * x[t - 1] + innovations[t];
  return x;
}

/** Two series of the same a, whose innovations have correlation r: so have rows of the same time, if a is below 1. */
function pair(n: number, a: number, r: number, seed: number, stream: number) {
  const { normal } = random(seed, stream);
  const [e, f] = [new Float64Array(n), new Float64Array(n)];
  for (let t = 0; t < n; t++) {
    e[t] = normal();
    f[t] = r * e[t] + Math.sqrt(1 - r * r) * normal();
  }
  return { x: filtered(e, a), y: filtered(f, a) };
}

/** A series whose volatility has memory: s_t^2 = .05 + .15 e_{t-1}^2 + .8 s_{t-1}^2. */
function volatile(n: number, a: number, seed: number, side: number): Float64Array {
  const { normal } = random(seed, streams.volatile, side);
  const e = new Float64Array(n);
  let variance = 1;
  for (let t = 0; t < n; t++) {
    if (t > 0) variance = 0.05 + 0.15 * e[t - 1] ** 2 + 0.8 * variance;
    e[t] = Math.sqrt(variance) * normal();
  }
  return filtered(e, a);
}

const pairOf = (n: number, a: number, r: number): KnownSource => ({
  ...{ n, series: true, nats: -0.5 * Math.log(1 - r * r) },
  sample(seed) {
    const { x, y } = pair(n, a, r, seed, streams.pair);
    return { x: column(x), y: column(y) };
  },
});

const independent = (n: number, draw: (seed: number, side: number) => Float64Array): KnownSource => ({
  ...{ n, series: true, nats: 0 },
  sample: (seed) => ({ x: column(draw(seed, 0)), y: column(draw(seed, 1)) }),
});

const noise = (n: number, seed: number, stream: number, side: number) =>
  Float64Array.from({ length: n }, random(seed, stream, side).normal);

/** Pairs of autoregressions with these coefficients, dependent and independent. */
const pairs = (n: number, coefficients: readonly number[]): Readonly<Record<string, KnownSource>> =>
  Object.fromEntries(
    coefficients.flatMap((a) => [
      [`AR(1) at ${a}, ${n} rows`, pairOf(n, a, 0.6)],
      [`AR(1) at ${a}, ${n} rows, independent`, pairOf(n, a, 0)],
    ]),
  );

/** Series that take seconds a draw, so that fewer are drawn. */
export const longSeries = pairs(2000, [0.95, 0.99]);

/** Pairs of autoregressions, and independent series of other kinds. */
export const series: Readonly<Record<string, KnownSource>> = {
  ...pairs(500, [0.5, 0.9, 0.95, 0.99]),
  "random walks, independent": independent(500, (seed, side) =>
    filtered(noise(500, seed, streams.walk, side), 1),
  ),
  "trends, independent": independent(500, (seed, side) =>
    filtered(noise(500, seed, streams.trend, side), 0.5).map((value, t) => value + 0.01 * t),
  ),
  "volatility with memory, independent": independent(500, (seed, side) => volatile(500, 0.8, seed, side)),
  "exp of AR(1) at 0.9, independent": independent(500, (seed, side) =>
    filtered(noise(500, seed, streams.lognormal, side), 0.9).map((value) => Math.exp(value / 2)),
  ),
};
