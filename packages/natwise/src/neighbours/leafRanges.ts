import type { Tree } from "./tree.ts";

/** Smallest number of rows of a part of a search: a few milliseconds of work in many dimensions. */
const ROWS = 64;

/** Runs of leaves of a tree, as parts of a search. */
export interface LeafRanges {
  /** Number of parts. */
  readonly parts: number;
  /** The first leaf of a part; for the number of parts, the number of leaves. */
  first(part: number): number;
}

export function leafRanges({ n, starts }: Tree): LeafRanges {
  const leaves = starts.length - 1;
  const each = Math.ceil((ROWS * leaves) / n);
  return { parts: Math.ceil(leaves / each), first: (part) => Math.min(leaves, part * each) };
}
