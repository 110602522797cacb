import type { Random } from "../random.ts";
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
export function amongNeighbours(z: Matrix, { k = 5 }: { readonly k?: number } = {}): Surrogate {
  const { n } = z;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`amongNeighbours: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
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

/** The k nearest rows of each row and itself, in the maximum norm. */
function neighbours({ data, n, d }: Matrix, k: number): Int32Array[] {
  // Sorted along the first column, a row's neighbours are sought outwards until the column alone is too far.
  const sorted = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => data[a * d] - data[b * d]);
  const place = new Int32Array(n);
  sorted.forEach((row, at) => {
    place[row] = at;
  });
  return Array.from({ length: n }, (_, i) => {
    const best: { row: number; distance: number }[] = [];
    const consider = (row: number) => {
      let distance = 0;
      for (let j = 0; j < d; j++)
        distance = Math.max(distance, Math.abs(data[row * d + j] - data[i * d + j]));
      if (best.length < k || distance < best[best.length - 1].distance) {
        best.push({ row, distance });
        best.sort((a, b) => a.distance - b.distance);
        if (best.length > k) best.pop();
      }
    };
    let [down, up] = [place[i] - 1, place[i] + 1];
    while (down >= 0 || up < n) {
      const below = down >= 0 ? data[i * d] - data[sorted[down] * d] : Number.POSITIVE_INFINITY;
      const above = up < n ? data[sorted[up] * d] - data[i * d] : Number.POSITIVE_INFINITY;
      if (best.length === k && Math.min(below, above) >= best[k - 1].distance) break;
      consider(below <= above ? sorted[down--] : sorted[up++]);
    }
    return Int32Array.from([i, ...best.map(({ row }) => row)]);
  });
}

function shuffle(rows: Int32Array, random: Random): number[] {
  return [...random.permutation(rows.length)].map((at) => rows[at]);
}
