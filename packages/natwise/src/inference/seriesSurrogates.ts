import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Innovations } from "../series/innovations.ts";
import { propagate } from "../series/propagate.ts";
import { withoutBias } from "../series/withoutBias.ts";
import { withValuesOf } from "../series/withValuesOf.ts";
import type { Matrix } from "../types.ts";
import { autocorrelations } from "./autocorrelationInflation.ts";
import { blocks, type Surrogate, shuffled } from "./surrogates.ts";

/** A series or a surrogate of it. */
export interface SeriesRows {
  /** The rows themselves [N, d]; null if a column drifts. */
  readonly levels: Matrix | null;
  /** Their innovations, for the last times [n, d]. */
  readonly innovations: Matrix;
}

/** Surrogates of a series: an order of its innovations makes a series. */
export interface SeriesSurrogates {
  readonly surrogate: Surrogate;
  /** Number of innovations. */
  readonly rows: number;
  /** The series of the innovations in this order; for null, the series itself. */
  arrange(order: Int32Array | null): SeriesRows;
}

/**
 * Surrogates of a series y by its autoregression: its innovations are shuffled, and the autoregression is run on them.
 * The surrogates have y's autocorrelation and exactly its values, and they know nothing of x. Unlike circular shifts
 * they have no seam, and as many are different as are asked for.
 *
 * Innovations whose size is autocorrelated are shuffled in blocks of five times the range of that autocorrelation.
 *
 * @param y rows in the order of time [N, d]
 * @param model of `innovations`
 * @param options.rows number of innovations to use, at most those of the model
 */
export function seriesSurrogates(
  y: Matrix,
  model: Innovations,
  { rows, seed }: { readonly rows: number; readonly seed: number },
): SeriesSurrogates {
  const { n, d } = y;
  const used = lastRows(model.innovations, rows);
  const stationary = model.drifts.every((one) => one === null);
  const unbiased = withoutBias(
    { ...model, innovations: centredRows(used) },
    { n, random: random(seed, streams.seriesFits) },
  );
  const p = unbiased.coefficients.length;
  const sizes = { data: used.data.map(Math.abs), n: rows, d };
  const range = Math.max(...autocorrelations(sizes).map(({ length }) => length));
  return {
    surrogate:
      range === 0 ? shuffledInnovations : innovationBlocks(Math.min(5 * range, Math.floor(rows / 5))),
    rows,
    arrange(order) {
      if (order === null) return { levels: stationary ? y : null, innovations: used };
      const moved = rowsAt(used, order);
      if (!stationary) return { levels: null, innovations: moved };
      // y itself somewhere gives a beginning of the stationary distribution.
      const start = rowsAt(
        y,
        Int32Array.from({ length: p }, (_, i) => order[0] + i),
      );
      const path = propagate(unbiased, { n, start, order });
      return { levels: withValuesOf(path, y), innovations: moved };
    },
  };
}

/** The last rows of a matrix. */
export function lastRows({ data, n, d }: Matrix, rows: number): Matrix {
  return { data: data.subarray((n - rows) * d), n: rows, d };
}

const shuffledInnovations: Surrogate = { ...shuffled(), name: "shuffled innovations" };

const innovationBlocks = (length: number): Surrogate => ({
  ...blocks({ length }),
  name: `innovations in shuffled blocks of ${length} rows`,
});

/** Each column minus its mean: otherwise a series of these innovations would move away from it. */
function centredRows({ data, n, d }: Matrix): Matrix {
  const means = new Float64Array(d);
  for (let i = 0; i < n * d; i++) means[i % d] += data[i] / n;
  return { data: data.map((value, i) => value - means[i % d]), n, d };
}
