import { streams } from "../rows/streams.ts";
import type { Comparison } from "./comparison.ts";
import { cellsAt, countStatistic } from "./countStatistic.ts";
import { gridSize, rankCells } from "./rankCells.ts";
import type { Side } from "./side.ts";
import type { Surrogate } from "./surrogates.ts";

/**
 * Plug-in information of two columns on a grid of ranks, whose surrogates cost a pass over the rows each. The test is exact
 * whatever the grid; it finds what shows at the grid's size.
 *
 * Each column is cut into cells of equal counts, sqrt(N / 5) of them within 3 and 16, or into its own values where these
 * are fewer. Equal values stay in one cell.
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
      return { name: "information on a grid of ranks", statistics: (codes) => [nats(codes)] };
    },
  };
}
