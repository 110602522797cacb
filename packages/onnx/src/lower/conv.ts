/** @module Convolutions and their gradients, which jax-js writes as convolutions with dilation and negative padding. */
import { type Graph, sizeOf } from "../graph.ts";
import type { Value } from "../model.ts";
import { broadcastShapes, dense, dtypeOf, reshaped, transposed, type View, whole } from "../view.ts";
import { dot } from "./dot.ts";
import { cast } from "./elementwise.ts";
import { flipped, padded, sliced } from "./movement.ts";
import type { Rule } from "./rule.ts";
import { cut, padAxis, range, unfolded } from "./windows.ts";

interface ConvParams {
  readonly vmapDims: number;
  readonly strides: number[];
  readonly padding: [number, number][];
  readonly lhsDilation: number[];
  readonly rhsDilation: number[];
}

/** factor - 1 zeros between neighbours along an axis. */
const dilated = (graph: Graph, view: View, axis: number, factor: number): View => {
  const size = view.shape[axis];
  if (factor === 1 || size <= 1) return view;
  const { shape } = view;
  const apart = reshaped(graph, view, [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)]);
  const spaced = padAxis(graph, apart, axis + 1, 0, factor - 1);
  return cut(
    graph,
    reshaped(graph, spaced, shape.with(axis, size * factor)),
    axis,
    0,
    (size - 1) * factor + 1,
  );
};

/** lhs [vmap, N, C, spatial], rhs [vmap, O, C, window] -> [vmap, N, O, out]. Mapped axes become groups of channels. */
const conv: Rule = ({ graph, inputs, params, outputs: [{ shape, dtype }] }) => {
  const { vmapDims: v, strides, padding, lhsDilation, rhsDilation } = params as ConvParams;
  const n = strides.length;
  const out = shape.slice(v + 2);
  let [x, k] = inputs.map((view) => cast(graph, view, dtype));
  if (
    dtype === "float32" &&
    n >= 1 &&
    n <= 3 &&
    lhsDilation.some((d) => d > 1) &&
    strides.every((s) => s === 1)
  ) {
    const result = convTranspose(graph, x, k, params as ConvParams, out);
    if (result) return result;
  }
  for (let j = 0; j < n; j++) x = dilated(graph, x, v + 2 + j, lhsDilation[j]);
  x = sliced(
    graph,
    x,
    x.shape.map((d, i) => {
      const [before, after] = padding[i - v - 2] ?? [0, 0];
      return [Math.max(0, -before), d - Math.max(0, -after)];
    }),
  );
  const pads = padding.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const);

  if (dtypeOf(x) !== "float32" || n < 1 || n > 3) {
    // Without a Conv kernel the windows are gathered and multiplied, which works for every element type.
    x = padded(graph, x, [...Array<[number, number]>(v + 2).fill([0, 0]), ...pads]);
    for (let j = n - 1; j >= 0; j--) {
      const options = {
        window: k.shape[v + 2 + j],
        stride: strides[j],
        dilation: rhsDilation[j],
        out: out[j],
      };
      x = unfolded(graph, x, v + 2 + j, options);
    }
    const places = range(n).map((j) => v + 2 + 2 * j);
    x = transposed(x, [...range(v + 1), ...places, v + 1, ...places.map((i) => i + 1)]);
    const inner = sizeOf(k.shape.slice(v + 1));
    x = reshaped(graph, x, [...x.shape.slice(0, v + 1), 1, ...out, inner]);
    k = reshaped(graph, k, [...k.shape.slice(0, v), 1, k.shape[v], ...out.map(() => 1), inner]);
    return dot(graph, x, k);
  }

  const V = sizeOf(mappedShape(x, k, v));
  const value = graph.op(
    "Conv",
    [asImage(graph, x, k, v), asKernel(graph, x, k, v, false)],
    dtype,
    [x.shape[v], V * k.shape[v], ...out],
    {
      kernel_shape: k.shape.slice(v + 2),
      strides,
      dilations: rhsDilation,
      pads: [...pads.map((p) => p[0]), ...pads.map((p) => p[1])],
      group: V,
    },
  );
  return fromImage(graph, value, x, k, v);
};

/**
 * The gradient of a strided convolution is a convolution of an image with zeros between its elements. A ConvTranspose
 * by the flipped kernel computes it without writing the zeros. Null where its padding cannot be expressed.
 */
const convTranspose = (
  graph: Graph,
  x: View,
  k: View,
  { vmapDims: v, padding, lhsDilation, rhsDilation }: ConvParams,
  out: readonly number[],
): View | null => {
  const window = k.shape.slice(v + 2);
  const reach = window.map((size, j) => (size - 1) * rhsDilation[j]);
  const before = padding.map(([p], j) => reach[j] - p);
  const after = padding.map(([, p], j) => reach[j] - p);
  // Elements missing at the end become output padding, which must be less than a stride.
  if (before.some((p) => p < 0) || after.some((p, j) => p < 0 && -p >= lhsDilation[j])) return null;
  const turned = flipped(
    graph,
    k,
    window.map((_, j) => v + 2 + j),
  );
  const V = sizeOf(mappedShape(x, k, v));
  const value = graph.op(
    "ConvTranspose",
    [asImage(graph, x, k, v), asKernel(graph, x, turned, v, true)],
    "float32",
    [x.shape[v], V * k.shape[v], ...out],
    {
      kernel_shape: window,
      strides: lhsDilation,
      dilations: rhsDilation,
      pads: [...before, ...after].map((p) => Math.max(0, p)),
      output_padding: after.map((p) => Math.max(0, -p)),
      group: V,
    },
  );
  return fromImage(graph, value, x, k, v);
};

const mappedShape = (x: View, k: View, v: number): number[] =>
  broadcastShapes([x.shape.slice(0, v), k.shape.slice(0, v)]);

const stretched = (view: View, mapped: readonly number[]): View => ({
  ...view,
  shape: [...mapped, ...view.shape.slice(mapped.length)],
});

/** [vmap, N, C, spatial] -> [N, vmap * C, spatial] */
const asImage = (graph: Graph, x: View, k: View, v: number): Value => {
  const mapped = mappedShape(x, k, v);
  const [N, C, ...spatial] = x.shape.slice(v);
  const perm = [v, ...range(v), ...range(spatial.length + 1).map((i) => v + 1 + i)];
  return dense(
    graph,
    reshaped(graph, transposed(stretched(x, mapped), perm), [N, sizeOf(mapped) * C, ...spatial]),
  );
};

/** [vmap, O, C, window] -> [vmap * O, C, window], or [vmap * C, O, window] for a ConvTranspose. */
const asKernel = (graph: Graph, x: View, k: View, v: number, swapped: boolean): Value => {
  const mapped = mappedShape(x, k, v);
  const ordered = swapped
    ? transposed(k, [...range(v), v + 1, v, ...range(k.shape.length - v - 2).map((i) => v + 2 + i)])
    : k;
  const [first, ...rest] = ordered.shape.slice(v);
  return dense(graph, reshaped(graph, stretched(ordered, mapped), [sizeOf(mapped) * first, ...rest]));
};

/** [N, vmap * O, out] -> [vmap, N, O, out] */
const fromImage = (graph: Graph, value: Value, x: View, k: View, v: number): View => {
  const [N, , ...out] = value.shape;
  const split = reshaped(graph, whole(value), [N, ...mappedShape(x, k, v), k.shape[v], ...out]);
  return transposed(split, [
    ...range(v).map((i) => i + 1),
    0,
    ...range(out.length + 1).map((i) => v + 1 + i),
  ]);
};

export const convRules: Record<string, Rule> = { conv };
