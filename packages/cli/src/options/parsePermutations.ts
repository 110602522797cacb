import { parseWhole } from "./parseWhole.ts";

/** Most surrogates: enough for a p-value of one in ten million, and their statistics still fit into memory. */
const MOST = 10_000_000;

/** Reads --permutations. */
export const parsePermutations = (least: number) => parseWhole("--permutations", least, MOST);
