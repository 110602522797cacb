import type { Task } from "../threads/task.ts";
import { placeOf, type SortedLine } from "./sortedLine.ts";

/** Rows of a part: well below a millisecond of work. */
const ROWS = 1024;

export interface LineSearch {
  readonly line: SortedLine;
  readonly radius: Float64Array;
  /** Result: the number of other rows closer than each row's radius [N]. */
  readonly counts: Int32Array;
}

export const lineParts = (n: number): number => Math.ceil(n / ROWS);

/** Counts around some rows of one column. */
export const lineTask: Task<LineSearch> = {
  name: "line",
  begin: ({ line, radius, counts }) => ({
    do(part) {
      const { sorted, order } = line;
      for (let place = part * ROWS; place < Math.min(sorted.length, (part + 1) * ROWS); place++) {
        const r = radius[order[place]];
        if (!(r > 0)) continue;
        const value = sorted[place];
        counts[order[place]] = placeOf(line, value, r, false) - placeOf(line, value, r, true) - 1;
      }
    },
  }),
};
