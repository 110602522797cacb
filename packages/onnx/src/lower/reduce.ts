/** @module Reductions. */
import type { Graph } from "../graph.ts";
import { dtypeOf, int64s, type View } from "../view.ts";
import { cast, elementwise, scalar, signed, unsigned } from "./elementwise.ts";
import type { Rule } from "./rule.ts";

export type Reduction = "Add" | "Mul" | "Min" | "Max";

const operators: Record<Reduction, string> = {
  Add: "ReduceSum",
  Mul: "ReduceProd",
  Min: "ReduceMin",
  Max: "ReduceMax",
};

/** Reduces over logical axes, whatever the layout of the view's value. */
export const reduced = (graph: Graph, view: View, op: Reduction, axis: readonly number[]): View => {
  const dtype = dtypeOf(view);
  if (dtype === "bool") return cast(graph, reduced(graph, cast(graph, view, "int32"), op, axis), "bool");
  if (dtype === "uint32") {
    // Sums and products wrap the same way in int32.
    if (op === "Add" || op === "Mul")
      return cast(graph, reduced(graph, cast(graph, view, "int32"), op, axis), dtype);
    return unsigned(graph, reduced(graph, signed(graph, view), op, axis));
  }
  const kept = view.axes.map((_, i) => i).filter((i) => !axis.includes(i));
  const over = axis.filter((i) => view.axes[i] >= 0).map((i) => view.axes[i]);
  const repeats = axis.reduce((n, i) => n * (view.axes[i] < 0 ? view.shape[i] : 1), 1);
  let result = view;
  if (over.length) {
    over.sort((a, b) => a - b);
    const rest = result.value.shape.flatMap((_, a) => (over.includes(a) ? [] : [a]));
    const value = graph.op(
      operators[op],
      [result.value, int64s(graph, over)],
      dtype,
      rest.map((a) => result.value.shape[a]),
      { keepdims: 0 },
    );
    result = {
      value,
      axes: kept.map((i) => rest.indexOf(view.axes[i])),
      shape: kept.map((i) => view.shape[i]),
    };
  } else
    result = {
      value: result.value,
      axes: kept.map((i) => view.axes[i]),
      shape: kept.map((i) => view.shape[i]),
    };
  if (repeats !== 1 && op === "Add")
    result = elementwise(graph, "Mul", [result, scalar(graph, dtype, repeats)], dtype);
  if (repeats !== 1 && op === "Mul") result = power(graph, result, repeats);
  return result;
};

/** A small positive power by squaring. */
const power = (graph: Graph, view: View, n: number): View => {
  const times = (a: View, b: View) => elementwise(graph, "Mul", [a, b], dtypeOf(a));
  if (n === 0)
    return elementwise(
      graph,
      "Add",
      [times(view, scalar(graph, dtypeOf(view), 0)), scalar(graph, dtypeOf(view), 1)],
      dtypeOf(view),
    );
  if (n === 1) return view;
  const half = power(graph, view, Math.floor(n / 2));
  const square = times(half, half);
  return n % 2 ? times(square, view) : square;
};

export const reduceRules: Record<string, Rule> = {
  reduce: ({ graph, inputs: [x], params }) => reduced(graph, x, params.op, params.axis),
};
