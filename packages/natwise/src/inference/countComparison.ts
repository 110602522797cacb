import { symbols } from "../discrete/symbols.ts";
import { streams } from "../rows/streams.ts";
import type { Comparison } from "./comparison.ts";
import { type Cells, cellsAt, countStatistic } from "./countStatistic.ts";
import type { Side } from "./side.ts";
import { withinGroups } from "./surrogates.ts";

/**
 * Plug-in conditional information of categories, on all rows; surrogates are shuffled within the groups of z.
 *
 * @param y categories
 * @param z categories
 */
export function countComparison(y: Side, z: Side): Comparison<Cells> {
  const right = symbols(y.rows);
  const statisticOf = countStatistic(right, symbols(z.rows));
  return {
    ...{ surrogate: withinGroups(z.rows), rows: y.rows.n, stream: streams.surrogates },
    arrange: (order) => cellsAt(right, order),
    async of(x) {
      const nats = statisticOf(symbols(x.rows));
      return { name: "plug-in conditional information of counts", statistics: (codes) => [nats(codes)] };
    },
  };
}
