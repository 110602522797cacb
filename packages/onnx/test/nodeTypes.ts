import protobuf from "protobufjs/light.js";

const { nested } = {
  nested: {
    Model: { fields: { graph: { type: "Graph", id: 7 } } },
    Graph: { fields: { node: { rule: "repeated", type: "Node", id: 1 }, name: { type: "string", id: 2 } } },
    Node: {
      fields: {
        opType: { type: "string", id: 4 },
        attribute: { rule: "repeated", type: "Attribute", id: 5 },
      },
    },
    Attribute: { fields: { g: { type: "Graph", id: 6 } } },
  },
};

interface Graph {
  readonly name: string;
  readonly node: { opType: string; attribute: { g?: Graph }[] }[];
}

/** The operators of the graph called `name` in a model, in order: "step" is the body of the loop, "steps" what surrounds it. */
export const nodeTypes = (bytes: Uint8Array, name: string): string[] => {
  const model = protobuf.Root.fromJSON({ nested }).lookupType("Model").decode(bytes) as unknown as {
    graph: Graph;
  };
  const find = (graph: Graph): Graph | undefined => {
    if (graph.name === name) return graph;
    for (const { attribute } of graph.node)
      for (const { g } of attribute) {
        const found = g && find(g);
        if (found) return found;
      }
    return undefined;
  };
  return find(model.graph)!.node.map(({ opType }) => opType);
};
