import { isCategories } from "../discrete/isCategories.ts";
import { symbols } from "../discrete/symbols.ts";
import { rankCells } from "../inference/rankCells.ts";
import type { Estimator, Matrix } from "../types.ts";

/** Rows of a cell of both sides, on average, below which counts say little. */
const ROWS_A_CELL = 5;

/**
 * An estimator for categories, applied to a column of numbers cut into cells of equal counts. There are N^(1/3) cells,
 * at most 20, and so few that a cell of a category has five rows on average; at least 3.
 */
export function inCells(estimator: Estimator): Estimator {
  const cells = (side: Matrix, other: Matrix): Matrix => {
    if (isCategories(side) || side.d > 1) return side;
    const most = Math.min(20, side.n / symbols(other).count / ROWS_A_CELL);
    const count = Math.max(3, Math.round(Math.min(most, side.n ** (1 / 3))));
    return { data: Float64Array.from(rankCells(side.data, count).codes), n: side.n, d: 1 };
  };
  return {
    ...estimator,
    name: "counts in cells of equal size",
    async estimate(x, y, context) {
      const [a, b] = [cells(x, y), cells(y, x)];
      const found = await estimator.estimate(a, b, context);
      return { refit: { estimator, x: a, y: b, z: null }, ...found };
    },
    conditional: undefined,
  };
}
