/** @module Primitives that move elements. */
import type { Graph } from "../graph.ts";
import type { Value } from "../model.ts";
import { broadcasted, dense, int64s, over, reshaped, transposed, type View, whole } from "../view.ts";
import { cast, scalar } from "./elementwise.ts";
import type { Rule } from "./rule.ts";

/** Elements [start, end) of each axis. The view's own value is sliced, so its layout stays. */
export const sliced = (graph: Graph, view: View, ranges: readonly (readonly [number, number])[]): View => {
  const cut = view.axes.flatMap((a, i) =>
    a >= 0 && ranges[i][1] - ranges[i][0] !== view.shape[i] ? [i] : [],
  );
  const shape = ranges.map(([start, end]) => end - start);
  if (cut.length === 0) return { ...view, shape };
  const sizes = [...view.value.shape];
  for (const i of cut) sizes[view.axes[i]] = shape[i];
  const inputs: Value[] = [
    view.value,
    int64s(
      graph,
      cut.map((i) => ranges[i][0]),
    ),
    int64s(
      graph,
      cut.map((i) => ranges[i][1]),
    ),
    int64s(
      graph,
      cut.map((i) => view.axes[i]),
    ),
  ];
  const value = graph.op("Slice", inputs, view.value.dtype, sizes);
  return { value, axes: view.axes.map((a, i) => (shape[i] === 1 ? -1 : a)), shape };
};

/** Zeros (or `fill`) around each axis. */
export const padded = (
  graph: Graph,
  view: View,
  width: readonly (readonly [number, number])[],
  fill?: number,
): View => {
  if (width.every(([before, after]) => before === 0 && after === 0)) return view;
  const value = dense(graph, view);
  const shape = view.shape.map((d, i) => d + width[i][0] + width[i][1]);
  const pads = int64s(graph, [...width.map((w) => w[0]), ...width.map((w) => w[1])]);
  const inputs = fill === undefined ? [value, pads] : [value, pads, scalar(graph, value.dtype, fill).value];
  return whole(graph.op("Pad", inputs, value.dtype, shape));
};

export const flipped = (graph: Graph, view: View, axis: readonly number[]): View => {
  const axes = axis.map((i) => view.axes[i]).filter((a) => a >= 0);
  if (axes.length === 0) return view;
  const before = graph.producer(view.value);
  if (before?.type === "Slice" && before.inputs[4] === int64s(graph, Array<number>(axes.length).fill(-1)))
    if (before.inputs[3] === int64s(graph, axes))
      // Two flips cancel.
      return over(view, before.inputs[0]!);
  const repeat = (n: number) => int64s(graph, Array<number>(axes.length).fill(n));
  // With a negative step, an end far below zero includes element 0.
  const inputs = [view.value, repeat(-1), repeat(-(2 ** 31)), int64s(graph, axes), repeat(-1)];
  return over(view, graph.op("Slice", inputs, view.value.dtype, view.value.shape));
};

const concatenated = (graph: Graph, views: readonly View[], axis: number): View => {
  const parts = views.filter((v) => v.shape[axis] !== 0);
  if (parts.length === 1) return parts[0];
  const values = (parts.length ? parts : views.slice(0, 1)).map((v) => dense(graph, v));
  const shape = values[0].shape.with(
    axis,
    values.reduce((n, v) => n + v.shape[axis], 0),
  );
  return whole(graph.op("Concat", values, values[0].dtype, shape, { axis }));
};

export const movementRules: Record<string, Rule> = {
  transpose: ({ inputs: [x], params }) => transposed(x, params.perm),
  broadcast: ({ inputs: [x], params }) => {
    const stretched = broadcasted(x, params.shape, params.axis);
    return { ...stretched, axes: stretched.axes.map((a, i) => (params.shape[i] === 1 ? -1 : a)) };
  },
  reshape: ({ graph, inputs: [x], params }) => reshaped(graph, x, params.shape),
  flip: ({ graph, inputs: [x], params }) => flipped(graph, x, params.axis),
  shrink: ({ graph, inputs: [x], params }) => sliced(graph, x, params.slice),
  pad: ({ graph, inputs: [x], params }) => padded(graph, x, params.width),
  concatenate: ({ graph, inputs, params, outputs }) =>
    concatenated(
      graph,
      inputs.map((v) => cast(graph, v, outputs[0].dtype)),
      params.axis,
    ),
  split: ({ graph, inputs: [x], params }) => {
    let start = 0;
    return (params.sizes as number[]).map((size) => {
      const ranges = x.shape.map((d, i): [number, number] =>
        i === params.axis ? [start, start + size] : [0, d],
      );
      start += size;
      return sliced(graph, x, ranges);
    });
  },
};
