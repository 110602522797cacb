import { availableParallelism } from "node:os";
import type { Runner } from "@natwise/queue";
import { threads } from "@natwise/queue/threads";
import type { PairHandlers, PairSetup } from "../preparePairs.ts";

/** The worker's compiled file, from src as from dist. */
const module = new URL("../../../dist/questions/node/pairModule.js", import.meta.url);

/** Threads that look at pairs of columns; by default and at most one a core. */
export function pairThreads(size?: number) {
  const cores = availableParallelism();
  // A thread in the middle of its work holds nothing that could be left half-written.
  return (setup: PairSetup): Runner<PairHandlers> =>
    threads<PairHandlers>({ module, setup, size: Math.min(size ?? cores, cores), patience: 0 });
}
