/** @module Windows over spatial axes: pooling and its transpose. */
import { type Graph, sizeOf } from "../graph.ts";
import { dense, int64s, reshaped, reshapeValue, transposed, type View, whole } from "../view.ts";
import { padded, sliced } from "./movement.ts";
import type { Rule } from "./rule.ts";

/** The range [start, end) of one axis, and all of the others. */
export const cut = (graph: Graph, view: View, axis: number, start: number, end: number): View =>
  sliced(
    graph,
    view,
    view.shape.map((d, i) => (i === axis ? [start, end] : [0, d])),
  );

export const padAxis = (graph: Graph, view: View, axis: number, before: number, after: number): View =>
  padded(
    graph,
    view,
    view.shape.map((_, i) => (i === axis ? [before, after] : [0, 0])),
  );

const resized = (graph: Graph, view: View, axis: number, size: number): View =>
  size < view.shape[axis]
    ? cut(graph, view, axis, 0, size)
    : padAxis(graph, view, axis, 0, size - view.shape[axis]);

/**
 * One axis becomes [out, window]: element (o, w) is element o * stride + w * dilation. Windows that do not overlap are
 * a reshape; others are gathered.
 */
export const unfolded = (
  graph: Graph,
  view: View,
  axis: number,
  { window, stride, dilation = 1, out }: { window: number; stride: number; dilation?: number; out: number },
): View => {
  const around = (...middle: number[]) => [
    ...view.shape.slice(0, axis),
    ...middle,
    ...view.shape.slice(axis + 1),
  ];
  if (dilation === 1 && window <= stride) {
    const rows = reshaped(graph, resized(graph, view, axis, out * stride), around(out, stride));
    return cut(graph, rows, axis + 1, 0, window);
  }
  const index = Array.from(
    { length: out * window },
    (_, k) => Math.floor(k / window) * stride + (k % window) * dilation,
  );
  const at = graph.constant("int64", [out, window], index);
  const value = dense(graph, view);
  return whole(graph.op("Gather", [value, at], value.dtype, around(out, window), { axis }));
};

/** The transpose of `unfolded` without dilation: [out, window] at `axis` summed into one axis of `size`. */
const folded = (
  graph: Graph,
  view: View,
  axis: number,
  window: number,
  stride: number,
  size: number,
): View => {
  const out = view.shape[axis];
  const around = (...middle: number[]) => [
    ...view.shape.slice(0, axis),
    ...middle,
    ...view.shape.slice(axis + 2),
  ];
  if (window <= stride) {
    const rows = padAxis(graph, view, axis + 1, 0, stride - window);
    return resized(graph, reshaped(graph, rows, around(out * stride)), axis, size);
  }
  const others = view.shape.map((_, i) => i).filter((i) => i !== axis && i !== axis + 1);
  const rest = others.map((i) => view.shape[i]);
  const updates = dense(graph, transposed(view, [axis, axis + 1, ...others]));
  const flat = reshapeValue(graph, updates, [out * window, ...rest]);
  const index = Array.from(
    { length: out * window },
    (_, k) => Math.floor(k / window) * stride + (k % window),
  );
  const { dtype } = flat;
  const zeros = graph.op("Expand", [graph.constant(dtype, [], [0]), int64s(graph, [size, ...rest])], dtype, [
    size,
    ...rest,
  ]);
  const at = graph.constant("int64", [out * window, 1], index);
  const sum = graph.op("ScatterND", [zeros, at, flat], dtype, [size, ...rest], { reduction: "add" });
  const perm = [
    ...others.slice(0, axis).map((_, i) => i + 1),
    0,
    ...others.slice(axis).map((_, i) => axis + i + 1),
  ];
  return transposed(whole(sum), perm);
};

/**
 * [..., spatial] -> [..., out, window]. In memory the window's axes come first, with one slice of the input for each
 * place. A window's maximum and its gradient are then computed over everything else at once.
 */
const pool: Rule = ({ graph, inputs: [x], params, outputs: [{ shape }] }) => {
  const window: number[] = params.window;
  const n = window.length;
  const lead = x.shape.length - n;
  const places = sizeOf(window);
  if (places > manyPlaces) {
    let view = x;
    for (let j = n - 1; j >= 0; j--)
      view = unfolded(graph, view, lead + j, {
        window: window[j],
        stride: params.strides[j],
        out: shape[lead + j],
      });
    const spatial = window.map((_, j) => lead + 2 * j);
    return transposed(view, [...range(lead), ...spatial, ...spatial.map((i) => i + 1)]);
  }
  const value = dense(graph, x);
  const out = shape.slice(0, lead + n);
  const axes = range(n).map((j) => lead + j);
  const slices = range(places).map((place) => {
    let rest = place;
    const at = window.map((_, j) => {
      const size = sizeOf(window.slice(j + 1));
      const offset = Math.floor(rest / size);
      rest %= size;
      return offset;
    });
    const ends = at.map((offset, j) => offset + (out[lead + j] - 1) * params.strides[j] + 1);
    const inputs = [
      value,
      ...[at, ends, axes, params.strides as number[]].map((list) => int64s(graph, list)),
    ];
    return reshapeValue(graph, graph.op("Slice", inputs, value.dtype, out), [1, ...out]);
  });
  const all =
    slices.length === 1 ? slices[0] : graph.op("Concat", slices, value.dtype, [places, ...out], { axis: 0 });
  const view = whole(reshapeValue(graph, all, [...window, ...out]));
  return transposed(view, [...range(lead + n).map((i) => n + i), ...range(n)]);
};

/** Windows with more places than this are gathered: a slice for each would be too many nodes. */
const manyPlaces = 32;

const poolTranspose: Rule = ({ graph, inputs: [x], params }) => {
  const inShape: number[] = params.inShape;
  const window: number[] = params.window;
  const n = window.length;
  const lead = inShape.length - n;
  let view = transposed(x, [...range(lead), ...window.flatMap((_, j) => [lead + j, lead + n + j])]);
  for (let j = n - 1; j >= 0; j--)
    view = folded(graph, view, lead + 2 * j, window[j], params.strides[j], inShape[lead + j]);
  return view;
};

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const windowRules: Record<string, Rule> = { pool, pool_transpose: poolTranspose };
