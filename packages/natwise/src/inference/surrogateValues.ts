import { nextTurn, SLICE_MS } from "../progress/nextTurn.ts";
import { random } from "../rows/random.ts";
import type { Context } from "../types.ts";
import type { Surrogate } from "./surrogates.ts";

/** What a permutation test measured: the statistic, or each of several, of the data and of each surrogate, in nats. */
export interface SurrogateValues {
  /** Of the data, one for each statistic. */
  readonly observed: readonly number[];
  /** Of the surrogates drawn, [statistics][permutations]. */
  readonly surrogates: readonly Float64Array[];
}

/** The statistics of one x with y's rows, as `arrange` gave them. */
export type Statistics<Y> = (y: Y) => readonly number[] | Promise<readonly number[]>;

/** y as several x are tested with it: its surrogates are drawn once for all of them. */
export interface SharedSurrogates<Y> {
  readonly surrogate: Surrogate;
  /** Rows in an order. */
  readonly rows: number;
  /** Random numbers of surrogate b are those of `random(seed, stream, b)`. */
  readonly stream: number;
  /** y with its rows in that order; as it stands for null. */
  arrange(order: Int32Array | null): Y;
}

export interface Drawing {
  /** Number of the first surrogate: surrogate b depends on the seed and b alone, so a test may be done in slices. */
  readonly first?: number;
  /** Surrogates to draw; fewer where there are no more different ones. */
  readonly permutations: number;
  /** A single statistic is done with when so many surrogates have reached it. */
  readonly maxExceedances?: number;
  readonly context: Context;
}

/**
 * Draws surrogates of y and measures the statistics of each x with them.
 *
 * Several statistics of one x are compared by their spread over all surrogates, so that they have no early stop.
 *
 * @throws RangeError unless permutations is a whole number above 0
 */
export async function surrogateValues<Y>(
  xs: readonly Statistics<Y>[],
  { surrogate, rows, stream, arrange }: SharedSurrogates<Y>,
  { first = 0, permutations, maxExceedances = Number.POSITIVE_INFINITY, context }: Drawing,
): Promise<SurrogateValues[]> {
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new RangeError(`permutations: must be a whole number above 0, got ${permutations}`);
  }
  const { seed, signal, onProgress } = context;
  const last = Math.min(first + permutations, surrogate.orders?.(rows) ?? Number.POSITIVE_INFINITY);
  const asIs = arrange(null);
  const found: { of: Statistics<Y>; observed: readonly number[]; drawn: number[][]; exceedances: number }[] =
    [];
  for (const of of xs) {
    signal?.throwIfAborted();
    const observed = await of(asIs);
    found.push({ of, observed, drawn: observed.map(() => []), exceedances: 0 });
  }
  let open = found;
  let end = performance.now() + SLICE_MS;
  for (let b = first; b < last && open.length > 0; b++) {
    signal?.throwIfAborted();
    const arranged = arrange(surrogate.order(rows, random(seed, stream, b)));
    let ended = false;
    for (const one of open) {
      const made = one.of(arranged);
      const values = made instanceof Promise ? await made : made;
      for (let s = 0; s < values.length; s++) one.drawn[s].push(values[s]);
      if (values.length > 1 || !(values[0] >= one.observed[0])) continue;
      one.exceedances++;
      ended ||= one.exceedances >= maxExceedances;
    }
    if (ended) open = open.filter(({ exceedances }) => exceedances < maxExceedances);
    if (performance.now() < end) continue;
    onProgress?.({ done: (b + 1 - first) / (last - first), label: `permutation test, ${surrogate.name}` });
    await nextTurn();
    end = performance.now() + SLICE_MS;
  }
  onProgress?.({ done: 1, label: `permutation test, ${surrogate.name}` });
  return found.map(({ observed, drawn }) => ({
    observed,
    surrogates: drawn.map((values) => Float64Array.from(values)),
  }));
}
