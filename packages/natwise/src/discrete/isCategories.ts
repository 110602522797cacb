import type { Matrix } from "../types.ts";
import { symbols } from "./symbols.ts";

/** A side with no more different rows than this, each met often, is one of categories. */
const FEW_SYMBOLS = 50;

/**
 * Whether a side is made of few different rows, each met often; or is a text with a 0/1 column for each of its values: hardly
 * more different rows than columns, most of them met again.
 */
export function isCategories({ data, n, d }: Matrix): boolean {
  const { count } = symbols({ data, n, d });
  return count <= Math.min(FEW_SYMBOLS, n / 5) || count <= Math.min(d + 1, n / 2);
}
