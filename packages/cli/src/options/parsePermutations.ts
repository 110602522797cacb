import { parseWhole } from "./parseWhole.ts";

/** Maximum number of surrogates: allows p-values of one in ten million, and the statistics still fit in memory. */
const MOST = 10_000_000;

/** Parses --permutations. */
export const parsePermutations = (least: number) => parseWhole("--permutations", least, MOST);
