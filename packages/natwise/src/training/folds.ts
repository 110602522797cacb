import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/** Row numbers of one fold: trained on `train`, stopped by `validation`, reported on `test`. */
export interface Fold {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

const mostTests = 8192;

/**
 * Cross-fitting: n rows in random order, cut into `count` test sets, so that every row is tested once by a critic that
 * has not seen it. A single fold tests a fifth of the rows.
 *
 * A tenth of a fold's other rows are its validation rows. Where that would be fewer than 100, up to a quarter are: with
 * a noisy validation value training stops at the wrong step. There are at most 2,000 validation rows and 8,192 test
 * rows a fold; more would cost time and hardly reduce the noise.
 *
 * A series is cut into stretches, so that the rows beside a tested row are not trained on, which resemble it. The rows
 * of a stretch are in random order.
 *
 * @throws RangeError for fewer than one fold, or for more than a quarter of the rows
 */
export function folds(
  n: number,
  count: number,
  seed: number,
  { series = false }: { readonly series?: boolean } = {},
): Fold[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= n / 4)) {
    throw new RangeError(`folds: must be between 1 and a quarter of the ${n} rows, got ${count}`);
  }
  const draws = random(seed, streams.folds);
  const order = series ? Int32Array.from({ length: n }, (_, i) => i) : draws.permutation(n);
  const mixed = (rows: Int32Array) =>
    series ? draws.permutation(rows.length).map((at) => rows[at]) : rows.slice();
  const cuts = Math.max(count, 5);
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * n) / (count === 1 ? cuts : count));
    const to = Math.floor(((i + 1) * n) / (count === 1 ? cuts : count));
    const rest = Int32Array.from([...order.subarray(to), ...order.subarray(0, from)]);
    const held = Math.min(
      2000,
      Math.max(Math.floor(rest.length / 10), Math.min(100, Math.floor(rest.length / 4))),
    );
    return {
      test: mixed(order.subarray(from, to)).slice(0, mostTests),
      validation: mixed(rest.subarray(0, held)),
      train: mixed(rest.subarray(held)),
    };
  });
}
