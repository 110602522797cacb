import { isCategories } from "../discrete/isCategories.ts";
import { rankCells } from "../inference/rankCells.ts";
import type { Estimator, Matrix } from "../types.ts";

/**
 * An estimator for categories, applied to a column of numbers cut into cells of equal counts. There are N^(1/3) cells,
 * at least 3 and at most 20.
 */
export function inCells(estimator: Estimator): Estimator {
  const cells = (side: Matrix): Matrix => {
    if (isCategories(side) || side.d > 1) return side;
    const count = Math.max(3, Math.min(20, Math.round(side.n ** (1 / 3))));
    return { data: Float64Array.from(rankCells(side.data, count).codes), n: side.n, d: 1 };
  };
  return {
    ...estimator,
    name: "counts in cells of equal size",
    async estimate(x, y, context) {
      const [a, b] = [cells(x), cells(y)];
      const found = await estimator.estimate(a, b, context);
      return { refit: { estimator, x: a, y: b, z: null }, ...found };
    },
    conditional: undefined,
  };
}
