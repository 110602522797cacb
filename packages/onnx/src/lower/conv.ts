/** @module Convolutions, their gradients included: jax-js writes those as convolutions with dilation and negative padding. */
import { type Graph, sizeOf } from "../graph.ts";
import { broadcastShapes, dense, dtypeOf, padRank, reshaped, transposed, type View, whole } from "../view.ts";
import { dot } from "./dot.ts";
import { cast } from "./elementwise.ts";
import { padded, sliced } from "./movement.ts";
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
    // No Conv kernel: gather the windows and multiply, which every element type has.
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

  const mapped = broadcastShapes([x.shape.slice(0, v), k.shape.slice(0, v)]);
  const V = sizeOf(mapped);
  const [N, C] = x.shape.slice(v);
  const O = k.shape[v];
  const stretch = (view: View): View => ({ ...view, shape: [...mapped, ...view.shape.slice(v)] });
  const image = reshaped(
    graph,
    transposed(stretch(x), [v, ...range(v), ...range(n + 1).map((i) => v + 1 + i)]),
    [N, V * C, ...x.shape.slice(v + 2)],
  );
  const kernel = reshaped(graph, stretch(k), [V * O, C, ...k.shape.slice(v + 2)]);
  const value = graph.op("Conv", [dense(graph, image), dense(graph, kernel)], dtype, [N, V * O, ...out], {
    kernel_shape: k.shape.slice(v + 2),
    strides,
    dilations: rhsDilation,
    pads: [...pads.map((p) => p[0]), ...pads.map((p) => p[1])],
    group: V,
  });
  const result = reshaped(graph, whole(value), [N, ...mapped, O, ...out]);
  return transposed(padRank(result, v + 2 + n), [
    ...range(v).map((i) => i + 1),
    0,
    ...range(n + 1).map((i) => v + 1 + i),
  ]);
};

export const convRules: Record<string, Rule> = { conv };
