/** @module Prepares a finished graph for encoding: drops unused nodes, names outputs, collects constants. */
import type { Graph } from "./graph.ts";
import type { Constant, Node, Value, ValueInfo } from "./model.ts";

/** The nodes that the outputs depend on, in order. */
export const liveNodes = (nodes: readonly Node[], outputs: readonly Value[]): Node[] => {
  const needed = new Set(outputs.map((value) => value.name));
  const live: Node[] = [];
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (!node.outputs.some((value) => needed.has(value.name))) continue;
    live.push(node);
    for (const name of readsOf(node)) needed.add(name);
  }
  return live.reverse();
};

/** Every name that a node reads, including those read inside its subgraph. */
export const readsOf = (node: Node): string[] => {
  const names = node.inputs.flatMap((value) => (value ? [value.name] : []));
  for (const attribute of Object.values(node.attributes))
    if (typeof attribute === "object" && "graph" in attribute)
      for (const inner of attribute.graph.nodes) names.push(...readsOf(inner));
  return names;
};

/** The node with its inputs replaced, also inside its subgraph. */
export const replaceReads = (node: Node, replace: <V extends Value | null>(value: V) => V): Node => {
  const attributes = Object.entries(node.attributes).map(([name, attribute]) => {
    if (typeof attribute !== "object" || !("graph" in attribute)) return [name, attribute];
    const nodes = attribute.graph.nodes.map((inner) => replaceReads(inner, replace));
    return [name, { graph: { ...attribute.graph, nodes } }];
  });
  return { ...node, inputs: node.inputs.map(replace), attributes: Object.fromEntries(attributes) };
};

/** The constants that the nodes read. */
export const constantsOf = (
  graph: Graph,
  nodes: readonly Node[],
  outputs: readonly Value[] = [],
): Constant[] => {
  const names = new Set([...nodes.flatMap(readsOf), ...outputs.map((value) => value.name)]);
  return [...names].flatMap((name) => graph.constants.get(name) ?? []);
};

/**
 * Gives the outputs of a graph their names. A value that no node computes, or that is output twice, is copied; any
 * other is written by its node under the new name.
 */
export const nameOutputs = (
  nodes: readonly Node[],
  outputs: readonly Value[],
  names: readonly string[],
): Node[] => {
  const own = new Set(nodes.flatMap((node) => node.outputs.map((value) => value.name)));
  const renamed = new Map<string, string>();
  const copies: Node[] = [];
  outputs.forEach((value, i) => {
    if (own.has(value.name) && !renamed.has(value.name)) renamed.set(value.name, names[i]);
    else
      copies.push({
        type: "Identity",
        inputs: [value],
        outputs: [{ ...value, name: names[i] }],
        attributes: {},
      });
  });
  const rename = <V extends Value | null>(value: V): V =>
    value && renamed.has(value.name) ? { ...value, name: renamed.get(value.name)! } : value;
  return [...nodes, ...copies].map((node) => ({
    ...replaceReads(node, rename),
    outputs: node.outputs.map(rename),
  }));
};

export const info = (
  { name, dtype, shape }: Value,
  leading: readonly (string | number)[] = [],
): ValueInfo => ({
  name,
  dtype,
  shape: [...leading, ...shape],
});
