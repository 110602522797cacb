import type { PairPool } from "./pairPool.ts";

export interface Chosen {
  /** A column of the table. */
  readonly x: number;
  /** What it tells about the target, by itself or beyond a column chosen before it, whichever is least; in nats. */
  readonly nats: number;
  /** That column; null where what it tells by itself is least. */
  readonly beyond: number | null;
}

export interface CmimOptions {
  readonly y: number;
  /** Held fixed throughout. */
  readonly given: readonly number[];
  /** Columns to choose, at the most. */
  readonly most: number;
  /** Where the best column adds less than this, in nats, no more is chosen. */
  readonly least?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * The order in which columns add most: each is the one that maximises the least of I(column; target) and of
 *
 *   I(column; target | c)  over the columns c chosen before it
 *
 * which a column that repeats a chosen one cannot be good at. A column's score only falls as more are chosen, so most
 * columns need not be compared with all of them. What is chosen when `signal` is aborted is returned.
 *
 * @param candidates columns with their own information about the target, in nats
 * @see fleuret2004fast
 */
export async function cmim(
  pool: PairPool,
  candidates: readonly { readonly x: number; readonly nats: number }[],
  { y, given, most, least = 0.01, signal, onProgress }: CmimOptions,
): Promise<Chosen[]> {
  const open = candidates.map(({ x, nats }) => ({ x, nats, compared: 0, beyond: null as number | null }));
  const chosen: Chosen[] = [];
  try {
    while (chosen.length < most && open.length > 0) {
      open.sort((a, b) => b.nats - a.nats);
      const [best] = open;
      if (!(best.nats > least)) break;
      if (best.compared === chosen.length) {
        chosen.push({ x: best.x, nats: best.nats, beyond: best.beyond });
        open.shift();
        onProgress?.(chosen.length / most);
        continue;
      }
      const stale = open.filter(({ compared }) => compared < chosen.length).slice(0, pool.threads);
      await Promise.all(
        stale.map(async (column) => {
          const c = chosen[column.compared].x;
          const found = await pool.run({ do: "estimate", x: column.x, y, given: [c, ...given], level: null });
          column.compared++;
          // Too few rows with all three columns: nothing is known against it.
          if ("refused" in found || found.nats >= column.nats) return;
          column.nats = found.nats;
          column.beyond = c;
        }),
      );
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return chosen;
}
