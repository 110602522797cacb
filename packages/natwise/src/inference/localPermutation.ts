import { kdTree } from "../neighbours/kdTree.ts";
import { nearestDistances } from "../neighbours/nearestDistances.ts";
import { runToEnd } from "../progress/runToEnd.ts";
import type { Random } from "../rows/random.ts";
import type { Matrix } from "../types.ts";
import type { Surrogate } from "./surrogates.ts";

/**
 * Each row takes the y of one of the k rows nearest in z, no row's y twice as far as that can be arranged: for conditional
 * independence of x and y given a continuous z. Approximate: rows with a near z, not with the same.
 *
 * @param z rows [N, dz] of comparable scale
 * @param options.k neighbours to choose from: few keep y's relation to z, many make the orders differ
 * @throws RangeError unless k is a whole number from 1 to N - 1
 * @see runge2018conditional
 */
export function localPermutation(z: Matrix, { k = 5 }: { readonly k?: number } = {}): Surrogate {
  const { n } = z;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`localPermutation: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }
  const near = neighbours(z, k);
  return {
    name: "shuffled among neighbours",
    order(_, random) {
      const order = new Int32Array(n);
      const taken = new Uint8Array(n);
      const left: number[] = [];
      for (const i of random.permutation(n)) {
        const free = shuffle(near[i], random).find((j) => taken[j] === 0);
        if (free === undefined) left.push(i);
        else {
          order[i] = free;
          taken[free] = 1;
        }
      }
      // Rows whose neighbours are all taken share what is left, nearest along the first column first.
      const along = (a: number, b: number) => z.data[a * z.d] - z.data[b * z.d];
      const unused = [...taken.keys()].filter((j) => taken[j] === 0).sort(along);
      for (const [at, i] of left.sort(along).entries()) order[i] = unused[at];
      return order;
    },
  };
}

/** Each row, and after it the k nearest, nearest first, in the maximum norm. */
function neighbours(z: Matrix, k: number): Int32Array[] {
  const nearest = new Int32Array(z.n * k);
  runToEnd(nearestDistances(runToEnd(kdTree(z)), k, { neighbours: nearest }));
  return Array.from({ length: z.n }, (_, i) => Int32Array.from([i, ...nearest.subarray(i * k, (i + 1) * k)]));
}

function shuffle(rows: Int32Array, random: Random): number[] {
  return [...random.permutation(rows.length)].map((at) => rows[at]);
}
