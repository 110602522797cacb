import { nextTurn, SLICE_MS } from "../progress/nextTurn.ts";
import { random } from "../rows/random.ts";
import type { Context } from "../types.ts";
import type { Surrogate } from "./surrogates.ts";

/** The values of a permutation test, in nats: one statistic or several, of the data and of each surrogate. */
export interface SurrogateValues {
  /** Values of the data, one for each statistic. */
  readonly observed: readonly number[];
  /** Values of the surrogates, [statistics][permutations]. */
  readonly surrogates: readonly Float64Array[];
}

/** The statistics of one x with a reordered y, the result of `arrange`. */
export type Statistics<Y> = (y: Y) => readonly number[] | Promise<readonly number[]>;

/** One y and its surrogates, drawn once for all x that are tested with it. */
export interface SharedSurrogates<Y> {
  readonly surrogate: Surrogate;
  /** Number of rows of an order. */
  readonly rows: number;
  /** Surrogate b is drawn from `random(seed, stream, b)`. */
  readonly stream: number;
  /** y with its rows in this order; for null, in their own. */
  arrange(order: Int32Array | null): Y;
}

export interface Drawing {
  /** Number of the first surrogate. Surrogate b depends only on the seed and b, so a test may be done in slices. */
  readonly first?: number;
  /** Number of surrogates to draw; fewer are drawn if there are no more different ones. */
  readonly permutations: number;
  /** A test with a single statistic stops after this many exceedances. */
  readonly maxExceedances?: number;
  readonly context: Context;
}

/**
 * Draws surrogates of y and computes the statistics of each x with them.
 *
 * With several statistics there is no early stop, since each is standardised over all surrogates.
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
