/**
 * @module Lazy movement: a tensor seen through transposes, broadcasts and axes of size one. They cost nothing until a
 * node needs the elements in order.
 */
import { type Graph, sizeOf } from "./graph.ts";
import type { ElementType, Value } from "./model.ts";

/**
 * `axes[i]` is the axis of `value` that logical axis i walks along. It is -1 where axis i repeats the same elements or
 * has size one. Every axis of `value` that is longer than one occurs in `axes` exactly once.
 */
export interface View {
  readonly value: Value;
  readonly axes: readonly number[];
  readonly shape: readonly number[];
}

export const dtypeOf = (view: View): ElementType => view.value.dtype;

/** A view of a whole value in its own layout. */
export const whole = (value: Value): View => ({
  value,
  axes: value.shape.map((d, i) => (d === 1 ? -1 : i)),
  shape: value.shape,
});

/** The same view of another value with the same layout, such as the result of an elementwise node. */
export const over = (view: View, value: Value): View => ({ ...view, value });

export const transposed = (view: View, perm: readonly number[]): View => ({
  value: view.value,
  axes: perm.map((i) => view.axes[i]),
  shape: perm.map((i) => view.shape[i]),
});

/** Inserts new axes at the positions `axis` of the resulting `shape`, and stretches axes of size one. */
export const broadcasted = (view: View, shape: readonly number[], axis: readonly number[]): View => {
  const added = new Set(axis.map((a) => (a < 0 ? a + shape.length : a)));
  let next = 0;
  return { value: view.value, axes: shape.map((_, i) => (added.has(i) ? -1 : view.axes[next++])), shape };
};

/** The view with leading axes of size one added, up to `rank` axes. */
export const padRank = (view: View, rank: number): View => {
  const missing = rank - view.shape.length;
  if (missing === 0) return view;
  return {
    value: view.value,
    axes: [...Array<number>(missing).fill(-1), ...view.axes],
    shape: [...Array<number>(missing).fill(1), ...view.shape],
  };
};

/** NumPy's broadcasting of shapes. */
export const broadcastShapes = (shapes: readonly (readonly number[])[]): number[] => {
  const rank = Math.max(0, ...shapes.map((s) => s.length));
  return Array.from({ length: rank }, (_, i) => {
    const sizes = shapes.map((s) => s[i - rank + s.length] ?? 1);
    return sizes.find((d) => d !== 1) ?? 1;
  });
};

/** The axes of `view.value` that the view walks along, in logical order. */
const walked = (view: View): number[] => view.axes.filter((a) => a >= 0);

export const isOrdered = (view: View): boolean =>
  walked(view).every((a, i, all) => i === 0 || all[i - 1] < a);

export const equalShapes = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i]);

/** A Reshape node, unless the shape is right already. A chain of them becomes one. */
export const reshapeValue = (graph: Graph, value: Value, shape: readonly number[]): Value => {
  if (equalShapes(value.shape, shape)) return value;
  const node = graph.producer(value);
  if (node?.type === "Reshape") return reshapeValue(graph, node.inputs[0]!, shape);
  const constant = graph.constants.get(value.name);
  if (constant?.elements && value.dtype !== "int64")
    return graph.constant(value.dtype, shape, constant.elements);
  // A zero in the target shape would otherwise mean "as in the input".
  const attributes = shape.includes(0) ? { allowzero: 1 } : undefined;
  return graph.op("Reshape", [value, int64s(graph, shape)], value.dtype, shape, attributes);
};

export const int64s = (graph: Graph, elements: readonly number[]): Value =>
  graph.constant("int64", [elements.length], elements);

/**
 * The view's elements in logical order. Repeated axes have size one, and leading axes of size one are dropped unless
 * `keepRank`.
 */
export const compact = (graph: Graph, view: View, keepRank = false): Value => {
  const order = walked(view);
  const sorted = [...order].sort((a, b) => a - b);
  let value = view.value;
  if (!isOrdered(view)) {
    value = reshapeValue(
      graph,
      value,
      sorted.map((a) => view.value.shape[a]),
    );
    const perm = order.map((a) => sorted.indexOf(a));
    value = graph.op(
      "Transpose",
      [value],
      value.dtype,
      perm.map((p) => value.shape[p]),
      { perm },
    );
  }
  const shape = view.axes.map((a) => (a < 0 ? 1 : view.value.shape[a]));
  if (keepRank) return reshapeValue(graph, value, shape);
  // Leading axes of size one do not matter to a broadcasting node, so a value that has some stays as it is.
  const bare = withoutLeadingOnes(shape);
  const fits = value.shape.length <= shape.length && equalShapes(withoutLeadingOnes(value.shape), bare);
  return fits ? value : reshapeValue(graph, value, bare);
};

const withoutLeadingOnes = (shape: readonly number[]): readonly number[] => {
  const first = shape.findIndex((d) => d !== 1);
  return first < 0 ? [] : shape.slice(first);
};

/** The view's elements in logical order, with repeated ones written out. */
export const dense = (graph: Graph, view: View): Value => {
  const value = compact(graph, view, true);
  if (equalShapes(value.shape, view.shape)) return value;
  return graph.op("Expand", [value, int64s(graph, view.shape)], value.dtype, view.shape);
};

/**
 * Splits and merges axes. One Reshape, which moves no data, merges axes that are neighbours in the value, splits any
 * axis, and does both to a group of repeated axes. Anything else is laid out first.
 */
export const reshaped = (graph: Graph, view: View, shape: readonly number[]): View => {
  const groups = reshapeGroups(view.shape, shape);
  const replaced = new Map<number, { axes: number[]; sizes: number[] }>();
  const followed = groups?.every(({ from, to }) => {
    const axes = from.map((i) => view.axes[i]).filter((a) => a >= 0);
    if (axes.length === 0) return true;
    if (from.some((i) => view.axes[i] < 0 && view.shape[i] !== 1)) return false;
    for (let i = 1; i < axes.length; i++) {
      if (axes[i] <= axes[i - 1]) return false;
      for (let a = axes[i - 1] + 1; a < axes[i]; a++) if (view.value.shape[a] !== 1) return false;
    }
    replaced.set(axes[0], { axes, sizes: to.filter((k) => shape[k] !== 1).map((k) => shape[k]) });
    return true;
  });
  if (!groups || !followed) return whole(reshapeValue(graph, dense(graph, view), shape));

  const physical: number[] = [];
  const start = new Map<number, number>();
  const merged = new Set([...replaced.values()].flatMap(({ axes }) => axes.slice(1)));
  for (let a = 0; a < view.value.shape.length; a++) {
    const group = replaced.get(a);
    if (group) {
      start.set(a, physical.length);
      physical.push(...group.sizes);
    } else if (!merged.has(a) && view.value.shape[a] !== 1)
      throw new Error("reshaped: axis outside the view");
  }
  const axes = Array<number>(shape.length).fill(-1);
  for (const { from, to } of groups) {
    const first = from.map((i) => view.axes[i]).find((a) => a >= 0);
    if (first === undefined) continue;
    let next = start.get(first)!;
    for (const k of to) if (shape[k] !== 1) axes[k] = next++;
  }
  // The value stays as it is when only axes of size one came or went.
  const nontrivial = view.value.shape.flatMap((d, a) => (d === 1 ? [] : [a]));
  if (
    equalShapes(
      nontrivial.map((a) => view.value.shape[a]),
      physical,
    )
  )
    return { value: view.value, axes: axes.map((a) => (a < 0 ? -1 : nontrivial[a])), shape };
  return { value: reshapeValue(graph, view.value, physical), axes, shape };
};

/** The smallest groups of neighbouring axes with equal products, from one shape to another; null for empty shapes. */
const reshapeGroups = (from: readonly number[], to: readonly number[]) => {
  if (sizeOf(from) === 0) return null;
  const groups: { from: number[]; to: number[] }[] = [];
  let i = 0;
  let k = 0;
  while (i < from.length || k < to.length) {
    const group = { from: [] as number[], to: [] as number[] };
    let a = 1;
    let b = 1;
    do {
      if (a <= b && i < from.length) {
        a *= from[i];
        group.from.push(i++);
      } else {
        b *= to[k];
        group.to.push(k++);
      }
    } while (a !== b);
    groups.push(group);
  }
  return groups;
};
