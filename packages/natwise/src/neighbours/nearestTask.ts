import type { Task } from "../threads/task.ts";
import { beginSearch } from "./kernel.ts";
import { leafRanges } from "./leafRanges.ts";
import type { Tree } from "./tree.ts";

export interface NearestSearch {
  readonly tree: Tree;
  readonly k: number;
  /** Result: the distance of each row to its k-th nearest [N]. */
  readonly kth: Float64Array;
  /** Result: the distances to the k nearest, ascending [N, k]. */
  readonly distances?: Float64Array;
  /** Result: the k nearest rows, nearest first [N, k]. */
  readonly neighbours?: Int32Array;
}

/** The k nearest neighbours of the rows of some leaves. */
export const nearestTask: Task<NearestSearch> = {
  name: "nearest",
  begin({ tree, k, kth, distances, neighbours }) {
    const { rows, starts } = tree;
    const { first } = leafRanges(tree);
    const search = beginSearch(tree, k);
    return {
      do(part) {
        for (let leaf = first(part); leaf < first(part + 1); leaf++) {
          search.nearestLeaf(leaf);
          const from = starts[leaf];
          for (let at = from; at < starts[leaf + 1]; at++) {
            const row = rows[at];
            kth[row] = search.distances[at];
            if (distances)
              for (let m = 0; m < k; m++) distances[row * k + m] = search.reaches[(at - from) * k + m];
            if (neighbours)
              for (let m = 0; m < k; m++) neighbours[row * k + m] = rows[search.nearest[(at - from) * k + m]];
          }
        }
      },
      end: search.end,
    };
  },
};
