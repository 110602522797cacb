import type { Matrix } from "../types.ts";
import { isCategories } from "./isCategories.ts";
import { plugIn } from "./plugIn.ts";
import { countRows, pairs, type Symbols, symbols } from "./symbols.ts";

/** With fewer rows for each value there may be values that were not observed. */
const ROWS_EACH = 5;

/**
 * The most that x and y can carry about each other, in nats: the smaller entropy of the sides that have few different
 * rows, from their frequencies; given z, the smaller of H(X|Z) and H(Y|Z).
 *
 * @returns null if no side has at least five rows for each of its different rows, or if z has not
 */
export function mostInformation(x: Matrix, y: Matrix, z: Matrix | null): number | null {
  return leastOf(x, y, z, (rows) => plugIn(countRows(rows)));
}

/**
 * `mostInformation` in the population rather than in these rows, with a margin for the sample: the upper end of an
 * interval stays below it.
 *
 *   min(log K, H + 2.5 sd(log p) / sqrt N + sum over values with fewer than five rows of p log 1/p)
 *
 * The error is the delta method's, which fails for values that were hardly met. Of more categories than that it is the
 * log of their number.
 */
export function mostInPopulation(x: Matrix, y: Matrix, z: Matrix | null): number | null {
  const known = leastOf(x, y, z, (rows) => {
    const counts = countRows(rows);
    const n = rows.codes.length;
    const entropy = plugIn(counts);
    let [variance, rare] = [0, 0];
    for (const count of counts) {
      const surprise = Math.log(n / count);
      variance += (count / n) * (surprise - entropy) ** 2;
      if (count < 5) rare += (count / n) * surprise;
    }
    return Math.min(Math.log(rows.count), entropy + 2.5 * Math.sqrt(variance / n) + rare);
  });
  if (known !== null) return known;
  // Of many categories at most the log of their number is to be seen.
  const counts = [x, y].flatMap((side) => (isCategories(side) ? [symbols(side).count] : []));
  return counts.length === 0 ? null : Math.log(Math.min(...counts));
}

function leastOf(
  x: Matrix,
  y: Matrix,
  z: Matrix | null,
  entropyOf: (rows: Symbols) => number,
): number | null {
  const fixed = z && symbols(z);
  if (fixed && !isKnown(fixed)) return null;
  const given = fixed ? plugIn(countRows(fixed)) : 0;
  const known = [x, y].flatMap((side) => {
    const alone = symbols(side);
    if (!isKnown(alone)) return [];
    const rows = fixed ? pairs(alone, fixed) : alone;
    return isKnown(rows) ? [entropyOf(rows) - given] : [];
  });
  return known.length === 0 ? null : Math.max(0, Math.min(...known));
}

const isKnown = ({ codes, count }: Symbols) => ROWS_EACH * count <= codes.length;
