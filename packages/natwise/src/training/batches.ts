import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/**
 * Row numbers for mini-batches: a function that draws the next T batches of K, [T K]. Batches pass over `train` in
 * random order, so no batch repeats a row.
 */
export function batches(train: Int32Array, K: number, seed: number, fold: number): (T: number) => Int32Array {
  const draws = random(seed, streams.batches, fold);
  let order = new Int32Array(0);
  let used = 0;
  return (T) => {
    const rows = new Int32Array(T * K);
    for (let t = 0; t < T; t++) {
      if (used + K > order.length) {
        order = draws.permutation(train.length).map((i) => train[i]) as Int32Array<ArrayBuffer>;
        used = 0;
      }
      rows.set(order.subarray(used, used + K), t * K);
      used += K;
    }
    return rows;
  };
}
