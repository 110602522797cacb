import { orNullWhenStopped } from "../progress/orNullWhenStopped.ts";
import { subProgress } from "../progress/subProgress.ts";
import type { Context, Estimate, Found, Guarantee, Refit } from "../types.ts";
import { agreeWithTest } from "./agreeWithTest.ts";
import { areContinuous } from "./areContinuous.ts";
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
    guarantee,
    level,
    permutations,
    series,
    context,
  }: {
    readonly rows: Rows;
    readonly guarantee: Guarantee;
    readonly level: number | null;
    readonly permutations: number;
    readonly series: boolean;
    readonly context: Context;
  },
): Promise<
  Pick<Estimate, "interval" | "pValue" | "permutations" | "remarks" | "guarantee"> & {
    readonly missing: readonly string[];
  }
> {
  const none = { interval: null, guarantee, pValue: null, permutations: 0, remarks: [] };
  const ofInterval =
    level === null
      ? none
      : await orNullWhenStopped(context, () =>
          intervalOf(found, refit, { rows, guarantee, level, series, context: subProgress(context, 0, 0.5) }),
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
  const pValue = ofTest?.pValue ?? null;
  const { nats, standardError, curves } = found;
  const interval = ofInterval?.interval ?? null;
  const permuted = ofTest?.permutations ?? 0;
  const said = ofInterval?.remarks ?? [];
  const continuous = rows.z === null && areContinuous(rows.x, rows.y);
  // A critic's held-out value stands for itself.
  const agreed =
    curves.length > 0
      ? { interval, remarks: [] }
      : agreeWithTest(
          { interval, nats, standardError, remarks: [...found.remarks, ...said], continuous },
          { pValue, permutations: permuted },
        );
  return {
    interval: agreed.interval,
    guarantee: ofInterval?.guarantee ?? guarantee,
    pValue,
    permutations: permuted,
    remarks: [...said, ...(ofTest?.remarks ?? []), ...agreed.remarks],
    missing: [
      ...(ofInterval === null ? ["the interval"] : []),
      ...(ofTest === null ? ["the test of independence"] : []),
    ],
  };
}
