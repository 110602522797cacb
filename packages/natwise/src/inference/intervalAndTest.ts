import { orNullWhenStopped } from "../progress/orNullWhenStopped.ts";
import { subProgress } from "../progress/subProgress.ts";
import type { Context, Estimate, Found, Refit } from "../types.ts";
import { independenceTest } from "./independenceTest.ts";
import { intervalOf, type Rows } from "./intervalOf.ts";

/**
 * The interval of an estimate by `intervalOf`, and its p-value by `independenceTest`.
 *
 * @param refit as in `intervalOf`
 * @param options.level coverage of the interval; null for no interval
 * @param options.permutations of the test; 0 for no p-value
 * @returns also the names of the parts that are missing because the work was stopped, for `missingRemarks`
 */
export async function intervalAndTest(
  found: Found,
  refit: Refit | null,
  {
    rows,
    level,
    permutations,
    series,
    context,
  }: {
    readonly rows: Rows;
    readonly level: number | null;
    readonly permutations: number;
    readonly series: boolean;
    readonly context: Context;
  },
): Promise<
  Pick<Estimate, "interval" | "pValue" | "permutations" | "remarks"> & { readonly missing: readonly string[] }
> {
  const none = { interval: null, pValue: null, permutations: 0, remarks: [] };
  const ofInterval =
    level === null
      ? none
      : await orNullWhenStopped(context, () =>
          intervalOf(found, refit, { rows, level, series, context: subProgress(context, 0, 0.5) }),
        );
  const ofTest =
    permutations === 0
      ? none
      : await orNullWhenStopped(context, async () => {
          context.signal?.throwIfAborted();
          return independenceTest(rows.x, rows.y, rows.z, {
            ...{ permutations, series, context: subProgress(context, 0.5, 1) },
          });
        });
  return {
    interval: ofInterval?.interval ?? null,
    pValue: ofTest?.pValue ?? null,
    permutations: ofTest?.permutations ?? 0,
    remarks: [...(ofInterval?.remarks ?? []), ...(ofTest?.remarks ?? [])],
    missing: [
      ...(ofInterval === null ? ["the interval"] : []),
      ...(ofTest === null ? ["the test of independence"] : []),
    ],
  };
}
