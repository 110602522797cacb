import type { Runner } from "@natwise/queue";
import type { PairHandlers } from "./preparePairs.ts";

export interface Chosen {
  /** The column's position in the table. */
  readonly x: number;
  /** The smaller of I(column; target) and I(column; target given any column chosen before), in nats. */
  readonly nats: number;
  /** The column given which it is smallest; null if I(column; target) is smallest. */
  readonly beyond: number | null;
}

export interface CmimOptions {
  readonly y: number;
  /** Columns given in every estimate. */
  readonly given: readonly number[];
  /** Maximum number of columns to choose. */
  readonly most: number;
  /** The smallest added information for which a column is chosen, in nats. */
  readonly least?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * Orders columns by the information they add (conditional mutual information maximisation). Each step chooses the column with
 * the largest score
 *
 *   min( I(column; target), min_c I(column; target | c) )    over the columns c chosen before
 *
 * so redundant columns come late. Scores only fall as columns are chosen, so most columns need not be compared with all of them.
 * When `signal` is aborted, the columns chosen so far are returned.
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
          // Refused for too few common rows, or drifting: its score stays.
          if (found.refused !== null || found.nats === null || found.nats >= column.nats) return;
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
