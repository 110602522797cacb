import { inOneColumn } from "../discrete/inOneColumn.ts";
import { kdTree } from "../neighbours/kdTree.ts";
import { nearestNeighbours } from "../neighbours/nearestNeighbours.ts";
import { runToEnd } from "../progress/runToEnd.ts";
import type { Random } from "../rows/random.ts";
import type { Matrix } from "../types.ts";
import type { Surrogate } from "./surrogates.ts";

/**
 * Each row takes the y of one of the k rows nearest in z, and no y is taken twice if that can be avoided. For testing
 * conditional independence of x and y given a continuous z. The test is approximate, since the rows are near in z but
 * not equal.
 *
 * @param z rows [N, dz] of comparable scale
 * @param options.k neighbours to choose from: few keep y's dependence on z, many make the orders more different
 * @throws RangeError unless k is a whole number from 1 to N - 1
 * @see runge2018conditional
 */
export function localPermutation(z: Matrix, { k = 5 }: { readonly k?: number } = {}): Surrogate {
  const { n } = z;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`localPermutation: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }
  const near = neighbours(inOneColumn(z), k);
  return {
    name: "shuffled among nearest neighbours",
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
      // Rows without a free neighbour share the unused rows, in the order of the first column.
      const along = (a: number, b: number) => z.data[a * z.d] - z.data[b * z.d];
      const unused = [...taken.keys()].filter((j) => taken[j] === 0).sort(along);
      for (const [at, i] of left.sort(along).entries()) order[i] = unused[at];
      return order;
    },
  };
}

/** Each row followed by its k nearest rows in the maximum norm, nearest first. */
function neighbours(z: Matrix, k: number): Int32Array[] {
  const { neighbours: nearest } = runToEnd(nearestNeighbours(runToEnd(kdTree(z)), k, { neighbours: true }));
  return Array.from({ length: z.n }, (_, i) => Int32Array.from([i, ...nearest.subarray(i * k, (i + 1) * k)]));
}

function shuffle(rows: Int32Array, random: Random): number[] {
  return [...random.permutation(rows.length)].map((at) => rows[at]);
}
