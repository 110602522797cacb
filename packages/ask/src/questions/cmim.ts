import type { Runner } from "@natwise/queue";
import type { PairHandlers } from "./preparePairs.ts";

export interface Chosen {
  /** A column of the table. */
  readonly x: number;
  /** The smaller of I(column; target) and I(column; target given any column chosen before), in nats. */
  readonly nats: number;
  /** The column given which it is smallest; null where I(column; target) itself is. */
  readonly beyond: number | null;
}

export interface CmimOptions {
  readonly y: number;
  /** Held fixed throughout. */
  readonly given: readonly number[];
  /** Columns to choose at most. */
  readonly most: number;
  /** No column is chosen that adds less than this, in nats. */
  readonly least?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * The order in which columns add most. Each is the one with the largest minimum of I(column; target) and
 *
 *   I(column; target | c)  over the columns c chosen before it
 *
 * so a column that repeats a chosen one comes late. A column's score only falls as more are chosen, so most columns need not
 * be compared with all of them. When `signal` is aborted, what was chosen is returned.
 *
 * @param candidates columns with their own information about the target, in nats
 * @see fleuret2004fast
 */
export async function cmim(
  runner: Runner<PairHandlers>,
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
      const stale = open.filter(({ compared }) => compared < chosen.length).slice(0, runner.size);
      await Promise.all(
        stale.map(async (column) => {
          const c = chosen[column.compared].x;
          const found = await runner.run(
            {
              ...{ id: `estimate ${column.x} given ${c}`, kind: "estimate" },
              input: { x: column.x, y, given: [c, ...given], level: null },
            },
            { signal },
          );
          column.compared++;
          // Too few rows with all three columns: nothing is known against it.
          if (found.refused !== null || found.nats >= column.nats) return;
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
