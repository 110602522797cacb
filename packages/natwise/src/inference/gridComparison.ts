import { streams } from "../rows/streams.ts";
import type { Comparison } from "./comparison.ts";
import { type Cells, cellsAt, countStatistic } from "./countStatistic.ts";
import { gridSize } from "./rankCells.ts";
import type { Side } from "./side.ts";
import type { Surrogate } from "./surrogates.ts";

/**
 * The number of cells for a column of numbers: sqrt(N / 5), at least 3 and at most 16, so that a cell of two such columns
 * has five rows or more. Beside many categories there are fewer, for the same reason: most dependence on a category
 * shows in few cells, and every further cell adds to the noise.
 */
export function gridCells(other: Side): number {
  const { n } = other.rows;
  const cells = gridSize(n);
  return other.categories ? Math.max(3, Math.min(cells, Math.floor(n / 5 / other.symbols().count))) : cells;
}

/**
 * Plug-in information of two columns on a grid of ranks. Each surrogate costs one pass over the rows. The test is exact
 * for any grid; the grid's size limits the dependence that it can detect.
 *
 * A column of numbers is cut into `gridCells` of equal counts. A column with fewer values has a cell for each. Equal
 * values stay in one cell. Categories have a cell each, however many there are:
 * joined at random they would lose most of their information.
 *
 * @param y one column of numbers, or categories
 * @param cells those of y, if it is a column of numbers
 */
export function gridComparison(y: Side, cells: number, surrogate: Surrogate): Comparison<Cells> {
  const { n } = y.rows;
  const right = y.cells(cells)!;
  const statisticOf = countStatistic(right);
  return {
    ...{ surrogate, rows: n, stream: streams.gridSurrogates },
    arrange: (order) => cellsAt(right, order),
    async of(x) {
      const nats = statisticOf(x.cells(gridCells(y))!);
      return { name: "plug-in information on a grid of ranks", statistics: (codes) => [nats(codes)] };
    },
  };
}
