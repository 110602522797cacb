import { symbols } from "../discrete/symbols.ts";
import { streams } from "../rows/streams.ts";
import type { Comparison } from "./comparison.ts";
import { cellsAt, countStatistic } from "./countStatistic.ts";
import type { Side } from "./side.ts";
import { withinGroups } from "./surrogates.ts";

/**
 * Plug-in information of categories within the groups of z, all rows, shuffled within these groups.
 *
 * @param y categories
 * @param z categories
 */
export function countComparison(y: Side, z: Side): Comparison<Int32Array> {
  const right = symbols(y.rows);
  const statisticOf = countStatistic(right, symbols(z.rows));
  return {
    ...{ surrogate: withinGroups(z.rows), rows: y.rows.n, stream: streams.surrogates },
    arrange: (order) => (order === null ? right.codes : cellsAt(right, order)),
    async of(x) {
      const nats = statisticOf(symbols(x.rows));
      return { name: "information in counts within groups", statistics: (codes) => [nats(codes)] };
    },
  };
}
