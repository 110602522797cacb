import type { Matrix } from "../types.ts";
import { countRows, symbols } from "./symbols.ts";

/**
 * Categories as one column of numbers, for distances: the most frequent at 0, the next `apart` further, and so on. Rare
 * categories are neighbours of other rare ones. A side of numbers is returned as it is.
 *
 * A column of N values with deviation 1 has a range of at most sqrt(2 N), so in the maximum norm a million lies beyond
 * every distance within a category. A category with more than k rows then has all its neighbours within itself, however
 * many categories there are, and all in a single dimension. In 0/1 columns of deviation 1, two categories are only 2 to
 * sqrt N apart.
 */
export function inOneColumn(side: Matrix, { apart = 1e6 }: { readonly apart?: number } = {}): Matrix {
  if (!side.categories) return side;
  const found = symbols(side);
  const rows = countRows(found);
  const rank = new Float64Array(found.count);
  for (const [place, code] of [...rows.keys()].sort((a, b) => rows[b] - rows[a]).entries())
    rank[code] = place * apart;
  return { data: Float64Array.from(found.codes, (code) => rank[code]), n: side.n, d: 1 };
}
