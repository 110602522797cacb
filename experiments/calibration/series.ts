/** @module Series with a known truth, and independent ones: autoregressions, random walks, trends, and others. */
import { type Data, random } from "natwise";
import type { KnownSource, NullSource } from "./tasks.ts";

/** Data whose rows follow one another in time. */
export interface KnownSeries extends KnownSource {
  readonly series: true;
}

/** A stream of a seed for each kind. */
const streams = { pair: 5, walk: 6, trend: 7, volatile: 8, lognormal: 9, seasonal: 10 };

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

/** A cycle of 24 rows that begins anywhere, and an autoregression. */
function seasonal(n: number, seed: number, side: number): Float64Array {
  const { normal, uniform } = random(seed, streams.seasonal, side);
  const start = uniform();
  const noise = filtered(Float64Array.from({ length: n }, normal), 0.5);
  return noise.map((value, t) => value + 1.5 * Math.sin(2 * Math.PI * (t / 24 + start)));
}

const known = (n: number, a: number, r: number): KnownSeries => ({
  ...{ n, series: true, nats: -0.5 * Math.log(1 - r * r) },
  sample(seed) {
    const { x, y } = pair(n, a, r, seed, streams.pair);
    return { x: column(x), y: column(y) };
  },
});

const nothing = (n: number, draw: (seed: number, side: number) => Float64Array): NullSource => ({
  ...{ n, series: true },
  sample: (seed) => ({ x: column(draw(seed, 0)), y: column(draw(seed, 1)) }),
});

const noise = (n: number, seed: number, stream: number, side: number) =>
  Float64Array.from({ length: n }, random(seed, stream, side).normal);

/** Values of a at which intervals are to contain the truth, or to be refused. */
const memories = [0.5, 0.9, 0.95, 0.99];
const sizes = [500, 2000, 5000];

/** Pairs of autoregressions, independent and dependent: the interval contains the truth, or a remark says why there is none. */
export const knownSeries: Readonly<Record<string, KnownSeries>> = Object.fromEntries(
  sizes.flatMap((n) =>
    memories.flatMap((a) =>
      [0, 0.6, 0.9].map((r) => [`AR(1) at ${a}, correlation ${r}, ${n} rows`, known(n, a, r)]),
    ),
  ),
);

/** Independent series: p at most .05 in at most 9 of 100, an interval above zero in at most 6. */
export const independentSeries: Readonly<Record<string, NullSource>> = {
  ...Object.fromEntries(
    sizes.flatMap((n) =>
      memories.map((a) => [
        `AR(1) at ${a}, ${n} rows`,
        nothing(n, (seed, side) => filtered(noise(n, seed, streams.pair, side), a)),
      ]),
    ),
  ),
  "random walks": nothing(500, (seed, side) => filtered(noise(500, seed, streams.walk, side), 1)),
  trends: nothing(500, (seed, side) =>
    filtered(noise(500, seed, streams.trend, side), 0.5).map((value, t) => value + 0.01 * t),
  ),
  "volatility with memory": nothing(1000, (seed, side) => volatile(1000, 0.8, seed, side)),
  "exp of AR(1) at .9": nothing(1000, (seed, side) =>
    filtered(noise(1000, seed, streams.lognormal, side), 0.9).map((value) => Math.exp(value / 2)),
  ),
};

/**
 * Two cycles of the same period, with phases drawn for each sample. Given the phases, rows of the same time depend on each
 * other, so these are not nothing: tests find them.
 */
export const cycles: NullSource = nothing(1000, (seed, side) => seasonal(1000, seed, side));

/** Series that must be refused: no interval, and a remark to take differences. */
export const drifting: readonly string[] = ["random walks", "trends"];
