import { cholesky } from "../gaussian/cholesky.ts";
import type { ColumnRef } from "../remarks.ts";
import { columnOf } from "../rows/columnOf.ts";
import { mean } from "../rows/mean.ts";
import { normalScores } from "../rows/normalScores.ts";
import { type Random, random } from "../rows/random.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import { streams } from "../rows/streams.ts";
import { type Autoregression, autoregression } from "../series/autoregression.ts";
import { drift } from "../series/drift.ts";
import { memoryFactor } from "../series/memoryFactor.ts";
import { persistence } from "../series/persistence.ts";
import { stationaryPath } from "../series/stationaryPath.ts";
import { withoutBias } from "../series/withoutBias.ts";
import { withValuesOf } from "../series/withValuesOf.ts";
import type { Matrix } from "../types.ts";

/** Rows of x and y, and of the given columns. */
export interface SidesOfSeries {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix | null;
}

/** A model of x, y and z together, to draw series like the data. */
export interface SeriesModel {
  /** Columns that are not stationary: nothing can be drawn. */
  readonly drifting: readonly ColumnRef[];
  /** Number of independent rows that carry as much evidence. */
  readonly independent: number;
  /** A series of the model, with the values of the data. */
  series(rows: number, random: Random): SidesOfSeries;
  /** Rows of it so far apart that they are independent: the same information without memory. */
  apart(rows: number, random: Random): SidesOfSeries;
}

type Model = Pick<Autoregression, "coefficients" | "innovations">;

/** Rows are so far apart that 1/20 of the longest memory is left; farther ones would take too long to draw. */
const LEFT = Math.log(20);
const FARTHEST = 500;

/**
 * An autoregression of all columns, whose innovations are drawn together, so that it keeps their dependence. Each column
 * depends on its own past, unless Schwarz's criterion prefers one on the past of all columns, with its further
 * coefficients as its price. A column whose innovations have heavy tails is modelled in normal scores.
 *
 * @param sides rows in the order of time; numbers only
 * @see schwarz1978estimating
 */
export function seriesModel(sides: SidesOfSeries, seed: number): SeriesModel {
  const { x, y, z } = sides;
  const all = z ? sideBySide(x, y, z) : sideBySide(x, y);
  const { n, d } = all;
  const columns = Array.from({ length: d }, (_, j) => ({ data: columnOf(all, j), n, d: 1 }));
  const drifting = columns.flatMap((column, j): ColumnRef[] =>
    drift(column) === null ? [] : [refOf(sides, j)],
  );
  const modelled = columns.map((column) =>
    heavyTails(autoregression(column)) ? normalScores(column) : column,
  );
  const draw = (stream: number) => random(seed, streams.seriesFits, stream);
  const own = apartFromOthers(
    modelled.map((column) => autoregression(column)),
    (one, j) => withoutBias(one, { n, random: draw(j) }),
  );
  const together = autoregression(sideBySide(...modelled));
  const model =
    criterion(together, d * (d - 1) * together.coefficients.length) < criterion(own, 0)
      ? withoutBias(together, { n, random: draw(d) })
      : own.unbiased();
  const gap = Math.min(
    FARTHEST,
    Math.max(1, Math.ceil(LEFT / -Math.log(persistence(model.coefficients, d)))),
  );
  const parts = (rows: Matrix): SidesOfSeries => {
    const path = withValuesOf(rows, all);
    return {
      x: columnsFrom(path, 0, x.d),
      y: columnsFrom(path, x.d, x.d + y.d),
      z: z && columnsFrom(path, x.d + y.d, d),
    };
  };
  return {
    drifting,
    independent: n / memoryFactor(model, { x: x.d, y: y.d }),
    series: (rows, of) => parts(stationaryPath(model, rows, of)),
    apart(rows, of) {
      const path = stationaryPath(model, rows * gap, of);
      const data = new Float64Array(rows * d);
      for (let i = 0; i < rows; i++) data.set(path.data.subarray(i * gap * d, i * gap * d + d), i * d);
      return parts({ data, n: rows, d });
    },
  };
}

/** The models of single columns as one, with their innovations side by side. */
function apartFromOthers(
  fits: readonly Autoregression[],
  unbiased: (fit: Autoregression, j: number) => Autoregression,
): Model & { unbiased(): Model } {
  const d = fits.length;
  const innovations = sideBySide(...fits.map((fit) => fit.innovations));
  const joined = (all: readonly Autoregression[]): Model => ({
    innovations,
    coefficients: Array.from({ length: Math.max(...all.map((one) => one.coefficients.length)) }, (_, k) => {
      const A = new Float64Array(d * d);
      for (const [j, one] of all.entries()) A[j * d + j] = one.coefficients[k]?.[0] ?? 0;
      return A;
    }),
  });
  return {
    ...joined(fits),
    unbiased: () => joined(fits.map(unbiased)),
  };
}

/** Innovations with heavier tails than Laplace's distribution, by their excess kurtosis. */
function heavyTails({ innovations: { data } }: Autoregression): boolean {
  const middle = mean(data);
  const variance = mean(data.map((value) => (value - middle) ** 2));
  return mean(data.map((value) => (value - middle) ** 4)) > (3 + 3) * variance ** 2;
}

/** Schwarz's criterion, divided by the number of rows: log det of the innovations' covariance + k log N / N. */
function criterion({ innovations: { data, n, d } }: Model, used: number): number {
  const S = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++) S[a * d + b] += (data[i * d + a] * data[i * d + b]) / n;
  const L = cholesky(S, d);
  if (L === null) return Number.NEGATIVE_INFINITY;
  let value = (used * Math.log(n)) / n;
  for (let j = 0; j < d; j++) value += 2 * Math.log(L[j * d + j]);
  return value;
}

function columnsFrom({ data, n, d }: Matrix, from: number, to: number): Matrix {
  const out = new Float64Array(n * (to - from));
  for (let i = 0; i < n; i++) out.set(data.subarray(i * d + from, i * d + to), i * (to - from));
  return { data: out, n, d: to - from };
}

function refOf({ x, y }: SidesOfSeries, j: number): ColumnRef {
  if (j < x.d) return { side: "x", at: j };
  return j < x.d + y.d ? { side: "y", at: j - x.d } : { side: "given", at: j - x.d - y.d };
}
