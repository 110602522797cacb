import { availableParallelism } from "node:os";
import type { Runner } from "@natwise/queue";
import { threads } from "@natwise/queue/threads";
import type { PairHandlers, PairSetup } from "../preparePairs.ts";

/** The worker's compiled file; the path is valid from src and from dist. */
const module = new URL("../../../dist/questions/node/pairModule.js", import.meta.url);

/** Threads for pair jobs: by default one per core, which is also the maximum. */
export function pairThreads(size?: number) {
  const cores = availableParallelism();
  // Pair jobs write nothing, so threads can be terminated at any time.
  return (setup: PairSetup): Runner<PairHandlers> =>
    threads<PairHandlers>({ module, setup, size: Math.min(size ?? cores, cores), patience: 0 });
}
