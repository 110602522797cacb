import { gaussianCopula } from "../gaussian/gaussianCopula.ts";
import { ksg } from "../neighbours/ksg.ts";
import type { ColumnRef } from "../remarks.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import { mostLags } from "../series/autoregression.ts";
import { type Innovations, innovations } from "../series/innovations.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import type { Comparison } from "./comparison.ts";
import { countStatistic } from "./countStatistic.ts";
import { applicable, rowsWithNeighbours } from "./neighbourComparison.ts";
import { estimatorStatistics } from "./permutationTest.ts";
import { gridSize, rankCells } from "./rankCells.ts";
import { residuals } from "./residuals.ts";
import { lastRows, type SeriesRows, seriesSurrogates } from "./seriesSurrogates.ts";
import type { Side } from "./side.ts";

interface Options {
  /** Number of columns of x. */
  readonly columns: number;
  readonly context: Context;
}

/**
 * Series of numbers, with surrogates of y by its autoregression. There are two statistics: the dependence of the rows
 * themselves, and that of their innovations. Rows show any dependence at the same time, but few of them are as good as
 * independent where memory is long. Innovations are all independent, and linear filters keep dependence of whole
 * series. If a column drifts, only innovations are compared.
 *
 * Innovations of x and y are those of a series each, so under the null hypothesis all orders of y's are as probable as
 * the observed one.
 *
 * @param z given columns of numbers, or null. Rows are then replaced by `residuals`, as if these were independent of z
 * @param options.grid whether x and y are single columns without z, to compare on a grid of ranks
 * @see haugh1976checking, for the test of innovations
 */
export function seriesComparison(
  y: Side,
  z: Side | null,
  { grid, ...options }: Options & { readonly grid: boolean },
): Promise<Comparison<unknown>> {
  return grid ? onGrid(y, options) : amongNeighbours(y, z, options);
}

/** Innovations that both sides have: the number depends on their columns. */
const shared = (n: number, x: number, y: number) => n - mostLags(n, Math.min(x, y));

async function onGrid(y: Side, { context: { seed } }: Options): Promise<Comparison<unknown>> {
  const { n } = y.rows;
  const rows = shared(n, 1, 1);
  const series = seriesSurrogates(y.rows, y.innovations(), { rows, seed });
  const cellsOf = ({ data }: Matrix) => rankCells(data, gridSize(data.length));
  const own = series.arrange(null);
  const ofLevels = countStatistic(cellsOf(y.rows));
  const ofInnovations = countStatistic(cellsOf(own.innovations));
  const comparison: Comparison<Cells> = {
    ...{ surrogate: series.surrogate, rows, tested: n, stream: streams.gridSurrogates },
    arrange(order) {
      const { levels, innovations: moved } = series.arrange(order);
      return { levels: levels && cellsOf(levels).codes, innovations: cellsOf(moved).codes };
    },
    async of(x) {
      const model = x.innovations();
      const drifting = driftingColumns(model, y.innovations());
      const beyond = ofInnovations(cellsOf(lastRows(model.innovations, rows)));
      const atOnce = drifting.length === 0 ? ofLevels(cellsOf(x.rows)) : null;
      const name = "plug-in information on a grid of ranks";
      return {
        name: atOnce ? `${name} of the rows or of their innovations` : `${name} of innovations`,
        drifting,
        statistics: ({ levels, innovations: codes }) =>
          atOnce ? [atOnce(levels!), beyond(codes)] : [beyond(codes)],
      };
    },
  };
  return comparison as Comparison<unknown>;
}

interface Cells {
  readonly levels: Int32Array | null;
  readonly innovations: Int32Array;
}

async function amongNeighbours(
  y: Side,
  z: Side | null,
  { columns, context }: Options,
): Promise<Comparison<unknown>> {
  const { seed } = context;
  const width = columns + y.rows.d + (z?.rows.d ?? 0);
  const picked = rowsWithNeighbours(y.rows.n, width, { series: true, seed });
  const some = (rows: Matrix) => (picked ? rowsAt(rows, picked) : rows);
  const fixed = z && some(z.rows);
  const beyond = async ({ rows }: Side) => (fixed ? residuals(some(rows), fixed, context) : some(rows));
  const right = await beyond(y);
  const ofY = innovations(right);
  const rows = shared(right.n, columns, right.d);
  const series = seriesSurrogates(right, ofY, { rows, seed });
  const comparison: Comparison<SeriesRows> = {
    ...{ surrogate: series.surrogate, rows, tested: right.n, stream: streams.surrogates },
    arrange: series.arrange,
    async of(x) {
      const left = await beyond(x);
      const model = innovations(left);
      const drifting = driftingColumns(model, ofY);
      const own = lastRows(model.innovations, rows);
      const among = async (a: Matrix, b: Matrix, given: Matrix | null, first: readonly Estimator[]) => {
        const more = given ? [] : await applicable(gaussianCopula(), a, b, context);
        const estimators = [...first, ...more];
        return estimatorStatistics(a, { estimators, given: given ?? undefined, context });
      };
      const stationary = drifting.length === 0;
      const atOnce = stationary ? await among(left, right, fixed, [ksg()]) : null;
      // Neighbours of innovations would double the time; of stationary series those of the rows see any dependence.
      const ofInnovations = await among(
        own,
        series.arrange(null).innovations,
        null,
        stationary ? [] : [ksg()],
      );
      return {
        name: `KSG or Gaussian copula of ${stationary ? "the rows or of their innovations" : "innovations"}${fixed ? ", on residuals" : ""}`,
        drifting,
        statistics: async ({ levels, innovations: moved }) => [
          ...(atOnce ? await atOnce(levels!) : []),
          ...(await ofInnovations(moved)),
        ],
      };
    },
  };
  return comparison as Comparison<unknown>;
}

function driftingColumns(x: Innovations, y: Innovations): ColumnRef[] {
  const of = (side: "x" | "y", { drifts }: Innovations) =>
    drifts.flatMap((drift, at) => (drift === null ? [] : [{ side, at }]));
  return [...of("x", x), ...of("y", y)];
}
