import type { Matrix } from "../types.ts";
import { symbols } from "./symbols.ts";

/** A side with no more different rows than this, each met often, is one of categories. */
const FEW_SYMBOLS = 50;

/** Whether a side is made of few different rows, each met often. */
export function isCategories(side: Matrix): boolean {
  return symbols(side).count <= Math.min(FEW_SYMBOLS, side.n / 5);
}
