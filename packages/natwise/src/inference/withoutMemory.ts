import { isCategories } from "../discrete/isCategories.ts";
import { orNullWhenStopped } from "../progress/orNullWhenStopped.ts";
import type { ColumnRef } from "../remarks.ts";
import { columnOf } from "../rows/columnOf.ts";
import { mean } from "../rows/mean.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import { variance } from "../rows/variance.ts";
import { drift } from "../series/drift.ts";
import type { Context, Estimator, Found, Matrix } from "../types.ts";
import { inflationLimit } from "./autocorrelationInflation.ts";
import { meanInflation } from "./meanInflation.ts";
import { type SeriesModel, type SidesOfSeries, seriesModel } from "./seriesModel.ts";

/** Series that are drawn for the bias and the standard error; their number less one are the degrees of freedom. */
export const SERIES_DRAWN = 30;
/** Draws of independent rows. */
const APART = 8;
const MOST_ROWS = 5000;
const MOST_APART = 2000;

/**
 * The model of a series of numbers; null if the rows are not a series. Categories have no
 * autoregression: beside them numbers are only looked at for drift.
 */
export function seriesModelFor(
  { x, y, z }: SidesOfSeries,
  { series, seed }: Pick<Context, "series" | "seed">,
): SeriesModel | null {
  if (!series || x.n < 40) return null;
  if ([x, y, ...(z ? [z] : [])].some(isCategories)) return withoutModel(x, y);
  return seriesModel({ x, y, z }, seed);
}

/** Of numbers beside categories only whether they drift is known. */
function withoutModel(x: Matrix, y: Matrix): SeriesModel {
  const drifting = (["x", "y"] as const).flatMap((side): ColumnRef[] => {
    const rows = side === "x" ? x : y;
    if (isCategories(rows)) return [];
    return Array.from({ length: rows.d }, (_, at) => ({ data: columnOf(rows, at), n: rows.n, d: 1 })).flatMap(
      (column, at) => (drift(column) === null ? [] : [{ side, at }]),
    );
  });
  const none = () => {
    throw new Error("withoutMemory: categories have no model to draw from");
  };
  return { drifting, independent: x.n, series: none, apart: none };
}

/**
 * An estimate without the bias that the memory of a series causes. Neighbours in time are neighbours in value, and few
 * rows are as good as independent: both look like dependence.
 *
 *   bias            mean(estimates on series of the model) - mean(estimates on rows of the model that are far apart)
 *   standard error  sd(estimates on series of the model), or if it is larger sqrt(variance of the mean of local values)
 *
 * Series and rows contain the same information, that of the model, and differ in memory only. The model is linear; local
 * values, each row's share of the estimate, show how much an estimate of any other dependence varies. Series of more
 * than 5,000 rows are
 * drawn with that many, for a bias proportional to 1 / N and a standard error proportional to 1 / sqrt N.
 *
 * Unchanged if the work is stopped, if a column drifts, if memory is short, or if the estimator trains a critic, which
 * takes too long to repeat.
 *
 * @param model of the rows that were estimated from
 * @returns the estimate with `memory`
 */
export async function withoutMemory(
  found: Found,
  estimator: Estimator,
  { model, n, context }: { readonly model: SeriesModel; readonly n: number; readonly context: Context },
): Promise<Found> {
  const { drifting, independent } = model;
  const memory = { drifting, independent, bias: 0, corrected: false };
  const short = n / independent <= inflationLimit;
  if (drifting.length > 0 || short || found.curves.length > 0) return { ...found, memory };
  const quiet: Context = { ...context, onProgress: undefined };
  const of = async ({ x, y, z }: SidesOfSeries) => {
    context.signal?.throwIfAborted();
    const { nats } = z ? await estimator.conditional!(x, y, z, quiet) : await estimator.estimate(x, y, quiet);
    return nats;
  };
  const done = await orNullWhenStopped(context, () =>
    biasOfMemory(of, { model, n, context, label: estimator.name }),
  );
  if (done === null)
    return { ...found, memory, missing: [...(found.missing ?? []), "the correction for memory"] };
  return {
    ...found,
    nats: found.nats - done.bias,
    standardError: Math.max(done.standardError, errorOfMean(found.local)),
    memory: { ...memory, bias: done.bias, corrected: true },
  };
}

/** The bias, and the standard error of the corrected estimate. */
async function biasOfMemory(
  of: (sides: SidesOfSeries) => Promise<number>,
  {
    model,
    n,
    context,
    label,
  }: {
    readonly model: SeriesModel;
    readonly n: number;
    readonly context: Context;
    readonly label: string;
  },
): Promise<{ readonly bias: number; readonly standardError: number }> {
  const rows = Math.min(n, MOST_ROWS);
  const draw = random(context.seed, streams.seriesModels);
  const drawn: number[] = [];
  for (let b = 0; b < SERIES_DRAWN; b++) {
    drawn.push(await of(model.series(rows, draw)));
    context.onProgress?.({ done: (b + 1) / (SERIES_DRAWN + APART), label: `${label}, series` });
  }
  const apart: number[] = [];
  for (let b = 0; b < APART; b++) apart.push(await of(model.apart(Math.min(rows, MOST_APART), draw)));
  const bias = ((mean(drawn) - mean(apart)) * rows) / n;
  const standardError = Math.sqrt(
    ((variance(drawn) * (1 + 1 / SERIES_DRAWN) + variance(apart) / APART) * rows) / n,
  );
  return { bias, standardError };
}

/** The standard error of the mean of local values, with their autocorrelation; 0 without. */
function errorOfMean(local: Float64Array | null | undefined): number {
  return local ? Math.sqrt((variance(local) * meanInflation(local)) / local.length) : 0;
}
