/**
 * @module Kinds of data that are not drawn from smooth densities: atoms, counts, rounded values, grids, rare events,
 * ordered answers, and functions of a given column. The information of each is known.
 */
import { type Data, random } from "natwise";
import { normalTable, tableNats } from "./tableNats.ts";
import type { KnownSource } from "./tasks.ts";

const streams = { atoms: 11, counts: 12, rounded: 13, grid: 14, events: 15, answers: 16, given: 17 };

const column = (data: ArrayLike<number>): Data => ({
  data: Float64Array.from(data),
  shape: [data.length, 1],
});

type Draw = ReturnType<typeof random>;
type Row = readonly [x: number, y: number, z?: number];

/** n rows, each drawn by `row`. The truth is integrated when it is asked for. */
function rows(
  stream: number,
  n: number,
  truth: () => number,
  row: (draw: Draw, i: number) => Row,
): KnownSource {
  let nats: number | undefined;
  return {
    n,
    get nats() {
      nats ??= truth();
      return nats;
    },
    sample(seed) {
      const draw = random(seed, stream);
      const drawn = Array.from({ length: n }, (_, i) => row(draw, i));
      const z = drawn[0].length === 3 ? { z: column(drawn.map((one) => one[2]!)) } : {};
      return { x: column(drawn.map((one) => one[0])), y: column(drawn.map((one) => one[1])), ...z };
    },
  };
}

/** A pair of normals of this correlation. */
function normals({ normal }: Draw, rho: number): [number, number] {
  const x = normal();
  return [x, rho * x + Math.sqrt(1 - rho * rho) * normal()];
}

const ofNormals = (rho: number) => -0.5 * Math.log(1 - rho * rho);
const binary = (p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p);

// ---- atoms ----

/** A share of the rows is (0, 0); the others are positive, exponentials of normals. */
const sharedZeros = (share: number, rho: number, n = 1000) =>
  rows(
    streams.atoms,
    n,
    () => binary(share) + (1 - share) * ofNormals(rho),
    (draw) => {
      if (draw.uniform() < share) return [0, 0];
      const [x, y] = normals(draw, rho);
      return [Math.exp(x), Math.exp(y)];
    },
  );

/** Each side is zero in a share of the rows, independently; the other pairs are correlated. */
const separateZeros = (share: number, rho: number, n = 1000) =>
  rows(
    streams.atoms,
    n,
    () => (1 - share) ** 2 * ofNormals(rho),
    (draw) => {
      const [x, y] = normals(draw, rho);
      return [draw.uniform() < share ? 0 : Math.exp(x), draw.uniform() < share ? 0 : Math.exp(y)];
    },
  );

/** Fine cells from a limit upwards, and one cell below it. */
const above = (limit: number) => [
  Number.NEGATIVE_INFINITY,
  ...Array.from({ length: 301 }, (_, i) => limit + (i * (6 - limit)) / 300),
];

/** Normals, cut off below 0 on one side or on both, as by the limit of an instrument. */
const censored = (sides: 1 | 2, rho: number, n = 1000) => {
  const all = Array.from({ length: 601 }, (_, i) => -6 + i * 0.02);
  const nats = () => (rho === 0 ? 0 : tableNats(normalTable(rho, above(0), sides === 2 ? above(0) : all)));
  return rows(streams.atoms, n, nats, (draw) => {
    const [x, y] = normals(draw, rho);
    return [Math.max(0, x), sides === 2 ? Math.max(0, y) : y];
  });
};

// ---- counts ----

function poisson({ uniform }: Draw, mean: number): number {
  let [k, left] = [-1, 1];
  const end = Math.exp(-mean);
  do {
    k++;
    left *= uniform();
  } while (left > end);
  return k;
}

function poissonShares(mean: number, most: number): number[] {
  const shares = [Math.exp(-mean)];
  for (let k = 1; k <= most; k++) shares.push((shares[k - 1] * mean) / k);
  return shares;
}

/** Counts with further zeros; a common rate of 1 or 5 makes them dependent. */
const zeroInflated = (zeros: number, dependent: boolean, n = 1000) => {
  const rates = [1, 5];
  const shares = rates.map((rate) =>
    poissonShares(rate, 30).map((p, k) => (1 - zeros) * p + (k === 0 ? zeros : 0)),
  );
  const table = shares[0].map((_, i) =>
    shares[0].map((_, j) => (shares[0][i] * shares[0][j] + shares[1][i] * shares[1][j]) / 2),
  );
  const count = (draw: Draw, rate: number) => {
    const value = poisson(draw, rate);
    return draw.uniform() < zeros ? 0 : value;
  };
  return rows(
    streams.counts,
    n,
    () => (dependent ? tableNats(table) : 0),
    (draw) => {
      const first = draw.integer(2);
      const second = draw.integer(2);
      return [count(draw, rates[first]), count(draw, rates[dependent ? first : second])];
    },
  );
};

// ---- rounded numbers and grids ----

const cellsOf = (width: number) => {
  const most = Math.ceil(6 / width);
  return Array.from({ length: 2 * most + 2 }, (_, i) => (i - most - 0.5) * width);
};

/** Normals rounded to multiples of a width. */
const rounded = (width: number, rho: number, n: number) => {
  const edges = cellsOf(width);
  const nats = () => (rho === 0 ? 0 : tableNats(normalTable(rho, edges, edges)));
  return rows(streams.rounded, n, nats, (draw) => {
    const [x, y] = normals(draw, rho);
    return [Math.round(x / width) * width, Math.round(y / width) * width];
  });
};

/** h(U + s Z) - h(s Z), U uniform on (0, 1), by the trapezoidal rule. */
function uniformPlusNormal(s: number): number {
  const cdf = (t: number) => normalTable(0, [Number.NEGATIVE_INFINITY, t], [-9, 9])[0][0];
  const [from, to, steps] = [-6 * s, 1 + 6 * s, 4000];
  let entropy = 0;
  for (let i = 0; i <= steps; i++) {
    const y = from + (i * (to - from)) / steps;
    const p = cdf(y / s) - cdf((y - 1) / s);
    if (p > 1e-300) entropy -= (p * Math.log(p) * (to - from)) / steps;
  }
  return entropy - 0.5 * Math.log(2 * Math.PI * Math.E * s * s);
}

/** x is evenly spaced on (0, 1); y is x and normal noise. */
const grid = (noise: number, n: number) =>
  rows(
    streams.grid,
    n,
    () => uniformPlusNormal(noise),
    ({ normal }, i) => [(i + 0.5) / n, (i + 0.5) / n + noise * normal()],
  );

/** The same without dependence. */
const gridAlone = (n: number) =>
  rows(
    streams.grid,
    n,
    () => 0,
    ({ normal }, i) => [i, normal()],
  );

// ---- rare events and ordered answers ----

/** Events in a share of the rows; y's follows x's with this probability, and else comes by itself. */
const events = (share: number, follow: number, n = 1000) => {
  const p11 = share * (follow + (1 - follow) * share);
  const table = [
    [1 - 2 * share + p11, share - p11],
    [share - p11, p11],
  ];
  return rows(
    streams.events,
    n,
    () => (follow === 0 ? 0 : tableNats(table)),
    ({ uniform }) => {
      const x = +(uniform() < share);
      return [x, uniform() < follow ? x : +(uniform() < share)];
    },
  );
};

/** A rare event, and a number whose mean it moves by `shift`. */
const eventAndNumber = (share: number, shift: number, n = 1000) =>
  rows(
    streams.events,
    n,
    () => eventNats(share, shift),
    ({ uniform, normal }) => {
      const x = +(uniform() < share);
      return [x, normal() + shift * x];
    },
  );

/** The information of an event and a normal that it moves, by the rectangle rule. */
function eventNats(share: number, shift: number): number {
  if (shift === 0) return 0;
  let nats = 0;
  const density = (y: number) => Math.exp(-(y * y) / 2) / Math.sqrt(2 * Math.PI);
  for (let y = -9; y <= 9 + shift; y += 0.001) {
    const [without, withEvent] = [density(y), density(y - shift)];
    const all = (1 - share) * without + share * withEvent;
    if (without > 0) nats += 0.001 * (1 - share) * without * Math.log(without / all);
    if (withEvent > 0) nats += 0.001 * share * withEvent * Math.log(withEvent / all);
  }
  return nats;
}

/** Answers on a scale of `levels`: normals cut at equal distances. */
const answers = (levels: number, rho: number, n: number) => {
  const inner = Array.from({ length: levels - 1 }, (_, i) => (-1 + (2 * i) / (levels - 2)) * 1.5);
  const edges = [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY];
  const level = (value: number) => inner.filter((edge) => value >= edge).length;
  const nats = () => (rho === 0 ? 0 : tableNats(normalTable(rho, edges, edges)));
  return rows(streams.answers, n, nats, (draw) => {
    const [x, y] = normals(draw, rho);
    return [level(x), level(y)];
  });
};

// ---- given columns ----

/** Two functions of z with a little noise, whose noise has correlation rho. */
const functionsOfZ = (noise: number, rho: number, n = 1000) =>
  rows(
    streams.given,
    n,
    () => ofNormals(rho),
    (draw) => {
      const z = draw.normal();
      const [x, y] = normals(draw, rho);
      return [Math.tanh(z) + z * z + noise * x, Math.sin(2 * z) + noise * y, z];
    },
  );

/** Kinds with dependence, and the same kinds without it. */
export const kinds: Readonly<Record<string, KnownSource>> = {
  ...Object.fromEntries(
    [0.2, 0.5, 0.8, 0.9].flatMap((share) => [
      [`shared zeros, ${share}`, sharedZeros(share, 0.6)],
      [`separate zeros, ${share}`, separateZeros(share, 0.8)],
      [`separate zeros, ${share}, independent`, separateZeros(share, 0)],
    ]),
  ),
  "shared zeros, 0.8, else independent": sharedZeros(0.8, 0),
  "shared zeros, 0.5, 300 rows": sharedZeros(0.5, 0.6, 300),
  "censored, one side": censored(1, 0.6),
  "censored, both sides": censored(2, 0.6),
  "censored, both sides, independent": censored(2, 0),
  "zero-inflated counts, 0.3": zeroInflated(0.3, true),
  "zero-inflated counts, 0.6": zeroInflated(0.6, true),
  "zero-inflated counts, 0.6, 200 rows": zeroInflated(0.6, true, 200),
  "zero-inflated counts, 0.6, independent": zeroInflated(0.6, false),
  "zero-inflated counts, 0.6, 200 rows, independent": zeroInflated(0.6, false, 200),
  ...Object.fromEntries(
    [0.05, 0.1, 0.5, 1].flatMap((width) =>
      [150, 500, 2000].flatMap((n) => [
        [`rounded to ${width}, ${n} rows`, rounded(width, 0.6, n)],
        [`rounded to ${width}, ${n} rows, independent`, rounded(width, 0, n)],
      ]),
    ),
  ),
  ...Object.fromEntries(
    [0.01, 0.1, 0.5].flatMap((noise) => [
      [`grid, noise ${noise}, 300 rows`, grid(noise, 300)],
      [`grid, noise ${noise}`, grid(noise, 1000)],
    ]),
  ),
  "grid, independent": gridAlone(1000),
  "rare events, 0.01": events(0.01, 0.5),
  "rare events, 0.01, copies": events(0.01, 1),
  "rare events, 0.01, independent": events(0.01, 0),
  "rare events, 0.003, independent": events(0.003, 0),
  "rare event and number": eventAndNumber(0.01, 2),
  "rare event and number, independent": eventAndNumber(0.01, 0),
  "answers from 1 to 5, 150 rows": answers(5, 0.5, 150),
  "answers from 1 to 5": answers(5, 0.5, 1000),
  "answers from 1 to 7, 100 rows": answers(7, 0.5, 100),
  "answers from 1 to 5, independent": answers(5, 0, 1000),
  "answers from 1 to 7, 100 rows, independent": answers(7, 0, 100),
  "functions of z, noise 0.3": functionsOfZ(0.3, 0.6),
  "functions of z, noise 0.05": functionsOfZ(0.05, 0.6),
  "functions of z, noise 0.3, independent": functionsOfZ(0.3, 0),
  "functions of z, noise 0.05, independent": functionsOfZ(0.05, 0),
};
