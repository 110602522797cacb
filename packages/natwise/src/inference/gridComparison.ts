import { streams } from "../rows/streams.ts";
import type { Comparison } from "./comparison.ts";
import { cellsAt, countStatistic } from "./countStatistic.ts";
import { gridSize, rankCells } from "./rankCells.ts";
import type { Side } from "./side.ts";
import type { Surrogate } from "./surrogates.ts";

/**
 * Plug-in information of two columns on a grid of ranks. Each surrogate costs one pass over the rows. The test is exact
 * for any grid; the grid's size limits the dependence that it can detect.
 *
 * Each column is cut into cells of equal counts, sqrt(N / 5) of them, at least 3 and at most 16. A column with fewer
 * values has a cell for each. Equal values stay in one cell.
 *
 * @param y one column of numbers, or categories
 */
export function gridComparison(y: Side, surrogate: Surrogate): Comparison<Int32Array> {
  const { n } = y.rows;
  const cells = gridSize(n);
  const right = rankCells(y.column()!, cells);
  const statisticOf = countStatistic(right);
  return {
    ...{ surrogate, rows: n, stream: streams.gridSurrogates },
    arrange: (order) => (order === null ? right.codes : cellsAt(right, order)),
    async of(x) {
      const nats = statisticOf(rankCells(x.column()!, cells));
      return { name: "plug-in information on a grid of ranks", statistics: (codes) => [nats(codes)] };
    },
  };
}
