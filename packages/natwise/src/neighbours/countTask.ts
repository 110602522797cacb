import type { Task } from "../threads/task.ts";
import { beginSearch } from "./kernel.ts";
import { leafRanges } from "./leafRanges.ts";
import type { Tree } from "./tree.ts";

export interface CountSearch {
  readonly tree: Tree;
  readonly radius: Float64Array;
  /** Result: the number of other rows closer than each row's radius [N]. */
  readonly counts: Int32Array;
}

/** Counts around the rows of some leaves. */
export const countTask: Task<CountSearch> = {
  name: "count",
  begin({ tree, radius, counts }) {
    const { rows, starts } = tree;
    const { first } = leafRanges(tree);
    const search = beginSearch(tree, 0);
    return {
      do(part) {
        for (let leaf = first(part); leaf < first(part + 1); leaf++) {
          for (let at = starts[leaf]; at < starts[leaf + 1]; at++) search.distances[at] = radius[rows[at]];
          search.countLeaf(leaf);
          for (let at = starts[leaf]; at < starts[leaf + 1]; at++) counts[rows[at]] = search.counts[at];
        }
      },
      end: search.end,
    };
  },
};
