import { parseWhole } from "./parseWhole.ts";

/** Surrogates at the most: for a p-value of one in ten million, and what they tell still fits into memory. */
const MOST = 10_000_000;

/** Reads --permutations. */
export const parsePermutations = (least: number) => parseWhole("--permutations", least, MOST);
