/** @module Sorting along the last axis, stable, NaN last. */
import type { Graph } from "../graph.ts";
import type { Value } from "../model.ts";
import { dense, dtypeOf, int64s, type View, whole } from "../view.ts";
import { cast, elementwise, scalar, select, signed } from "./elementwise.ts";
import type { Rule } from "./rule.ts";

const order = (graph: Graph, x: View): { sorted: View; index: Value } => {
  const dtype = dtypeOf(x);
  let key = dtype === "uint32" ? signed(graph, x) : cast(graph, x, dtype === "bool" ? "int32" : dtype);
  const through = dtypeOf(key);
  if (dtype.startsWith("float")) {
    const number = elementwise(graph, "Equal", [key, key], "bool");
    key = select(graph, number, key, scalar(graph, through, Infinity));
  }
  const { shape } = x;
  const keys = dense(graph, key);
  const [, index] = graph.ops(
    "TopK",
    [keys, int64s(graph, [shape.at(-1)!])],
    [
      [through, shape],
      ["int64", shape],
    ],
    { largest: 0 },
  );
  const value = dense(graph, x);
  const sorted = graph.op("GatherElements", [value, index], value.dtype, shape, { axis: shape.length - 1 });
  return { sorted: whole(sorted), index };
};

export const sortingRules: Record<string, Rule> = {
  sort: ({ graph, inputs: [x] }) => order(graph, x).sorted,
  argsort: ({ graph, inputs: [x] }) => {
    const { sorted, index } = order(graph, x);
    return [sorted, cast(graph, whole(index), "int32")];
  },
};
