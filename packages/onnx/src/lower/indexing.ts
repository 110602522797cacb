/** @module Gather and scatter. */
import { type Graph, sizeOf } from "../graph.ts";
import type { Value } from "../model.ts";
import { broadcastShapes, dense, dtypeOf, int64s, transposed, type View, whole } from "../view.ts";
import { cast, elementwise, scalar, select } from "./elementwise.ts";
import type { Rule } from "./rule.ts";

/** Row-major position in a box of `sizes`, from one index for each of its axes. */
const flatIndex = (graph: Graph, indices: readonly View[], sizes: readonly number[]): View =>
  indices.reduce<View>((flat, index, k) => {
    if (k === 0) return index;
    const scaled = elementwise(graph, "Mul", [flat, scalar(graph, "int64", sizes[k])], "int64");
    return elementwise(graph, "Add", [scaled, index], "int64");
  }, indices[0]);

const gather: Rule = ({ graph, inputs: [x, ...indices], params }) => {
  const axis: number[] = params.axis;
  const free = x.shape.map((_, i) => i).filter((i) => !axis.includes(i));
  const sizes = axis.map((i) => x.shape[i]);
  // A single int32 index is used as it is.
  const direct = indices.length === 1 && dtypeOf(indices[0]) === "int32";
  const places = direct ? indices : indices.map((v) => cast(graph, v, "int64"));
  const index = flatIndex(graph, places, sizes);
  const at = broadcastShapes(indices.map((v) => v.shape));
  const indexValue = dense(graph, { ...index, shape: at });
  const rank = at.length;
  const rest = free.map((i) => x.shape[i]);
  let result: View;
  if (axis.length === 1 && x.axes[axis[0]] >= 0 && x.axes.every((a, i) => a >= 0 || x.shape[i] === 1)) {
    // For a single axis, Gather puts the index's axes in its place.
    const straight = whole(dense(graph, x));
    const shape = [...x.shape.slice(0, axis[0]), ...at, ...x.shape.slice(axis[0] + 1)];
    const value = graph.op("Gather", [straight.value, indexValue], x.value.dtype, shape, { axis: axis[0] });
    const index = at.map((_, i) => axis[0] + i);
    const others = free.map((i) => (i < axis[0] ? i : i + rank - 1));
    result = transposed(whole(value), [...index, ...others]);
  } else {
    const front = transposed(x, [...axis, ...free]);
    const flat = graphReshape(graph, dense(graph, front), [sizeOf(sizes), ...rest]);
    result = whole(graph.op("Gather", [flat, indexValue], x.value.dtype, [...at, ...rest], { axis: 0 }));
  }
  // Moves the index's axes from the front to outDim.
  const out: number = params.outDim;
  const perm = [
    ...rest.slice(0, out).map((_, i) => rank + i),
    ...at.map((_, i) => i),
    ...rest.slice(out).map((_, i) => rank + out + i),
  ];
  return transposed(result, perm);
};

const graphReshape = (graph: Graph, value: Value, shape: readonly number[]): Value =>
  graph.op(
    "Reshape",
    [value, int64s(graph, shape)],
    value.dtype,
    shape,
    shape.includes(0) ? { allowzero: 1 } : {},
  );

/** Updates with an index outside the result go to a row past the end, which is dropped. */
const scatter: Rule = ({ graph, inputs: [updates, ...indices], params }) => {
  const shape: number[] = params.shape;
  const axis: number[] = params.axis;
  const out: number = params.outDim;
  const dtype = dtypeOf(updates);
  const free = shape.map((_, i) => i).filter((i) => !axis.includes(i));
  const rest = free.map((i) => shape[i]);
  const sizes = axis.map((i) => shape[i]);
  const total = sizeOf(sizes);
  const at = broadcastShapes(indices.map((v) => v.shape));
  const rank = at.length;

  let inside: View | null = null;
  const places = indices.map((v, k) => {
    const place = cast(graph, v, "int64");
    const elements = graph.constants.get(v.value.name)?.elements;
    if (elements && Array.from(elements).every((e) => e >= 0 && e < sizes[k])) return place;
    const above = elementwise(graph, "LessOrEqual", [scalar(graph, "int64", 0), place], "bool");
    const below = elementwise(graph, "Less", [place, scalar(graph, "int64", sizes[k])], "bool");
    const valid = elementwise(graph, "And", [above, below], "bool");
    inside = inside ? elementwise(graph, "And", [inside, valid], "bool") : valid;
    return place;
  });
  let index = flatIndex(graph, places, sizes);
  if (inside) index = select(graph, inside, index, scalar(graph, "int64", total));
  const positions = dense(graph, { ...index, shape: [...at] });
  const indexValue = graphReshape(graph, positions, [...at, 1]);

  // Index axes first, then the others.
  const perm = [...at.map((_, i) => out + i), ...rest.map((_, i) => (i < out ? i : i + rank))];
  const through = dtype === "bool" ? "int32" : dtype;
  const source = dense(graph, transposed(cast(graph, updates, through), perm));
  const rows = inside ? total + 1 : total;
  const zeros = graph.op(
    "Expand",
    [graph.constant(through, [], [0]), int64s(graph, [rows, ...rest])],
    through,
    [rows, ...rest],
  );
  const add = params.op === "add" && !params.uniqueIndices;
  let value = graph.op(
    "ScatterND",
    [zeros, indexValue, source],
    through,
    [rows, ...rest],
    add ? { reduction: "add" } : {},
  );
  if (inside)
    value = graph.op(
      "Slice",
      [value, int64s(graph, [0]), int64s(graph, [total]), int64s(graph, [0])],
      through,
      [total, ...rest],
    );
  const box = graphReshape(graph, value, [...sizes, ...rest]);
  const order = [...axis, ...free];
  return cast(
    graph,
    transposed(
      whole(box),
      shape.map((_, i) => order.indexOf(i)),
    ),
    dtype,
  );
};

export const indexingRules: Record<string, Rule> = { gather, scatter };
