/** @module Matrix products. A jax-js `dot` is sum(x * y, last axis) over broadcast operands. */
import { type Graph, sizeOf } from "../graph.ts";
import type { Value } from "../model.ts";
import { broadcastShapes, dense, dtypeOf, padRank, reshaped, transposed, type View, whole } from "../view.ts";
import { cast, elementwise, scalar } from "./elementwise.ts";
import { reduced } from "./reduce.ts";
import type { Rule } from "./rule.ts";

/** A matrix in its own layout: [rows, inner], or [inner, rows] where `trans`. */
interface Matrix {
  readonly value: Value;
  readonly trans: boolean;
}

/**
 * Sorts the axes of x and y into batch (both walk), rows (x only), columns (y only) and the contracted last one. Writes
 * one Gemm, or one MatMul where there is a batch, of the operands in their own layouts.
 */
export const dot = (graph: Graph, x: View, y: View): View => {
  const dtype = dtypeOf(x);
  const rank = Math.max(x.shape.length, y.shape.length);
  let [a, b] = [padRank(x, rank), padRank(y, rank)];
  const shape = broadcastShapes([a.shape, b.shape]);
  const inner = rank - 1;
  const K = shape[inner];

  if (a.axes[inner] < 0 || b.axes[inner] < 0) {
    // Not a contraction: the operand that repeats along the last axis is a common factor of the sum.
    if (a.axes[inner] >= 0) a = reduced(graph, a, "Add", [inner]);
    else a = first(a, inner);
    if (b.axes[inner] >= 0) b = reduced(graph, b, "Add", [inner]);
    else b = first(b, inner);
    const product = elementwise(graph, "Mul", [a, b], dtype);
    const summed = x.axes.at(-1)! >= 0 || y.axes.at(-1)! >= 0 || K === 1;
    return summed ? product : elementwise(graph, "Mul", [product, scalar(graph, dtype, K)], dtype);
  }

  const batch: number[] = [];
  const rows: number[] = [];
  const columns: number[] = [];
  for (let i = 0; i < inner; i++) {
    if (a.axes[i] >= 0 && b.axes[i] >= 0) batch.push(i);
    else if (a.axes[i] >= 0) rows.push(i);
    else if (b.axes[i] >= 0) columns.push(i);
  }
  if (batch.length && !rows.length && !columns.length)
    return reduced(graph, elementwise(graph, "Mul", [a, b], dtype), "Add", [inner]);

  const lying = (view: View, axes: number[]) => axes.sort((i, j) => view.axes[i] - view.axes[j]);
  lying(a, rows);
  lying(b, columns);
  lying(a, batch);
  const sizes = (axes: number[]) => axes.map((i) => shape[i]);
  const B = sizeOf(sizes(batch));
  const [left, right] = [matrix(graph, a, batch, rows, inner), matrix(graph, b, batch, columns, inner)];
  let value: Value;
  if (!batch.length && dtype.startsWith("float")) {
    value = graph.op(
      "Gemm",
      [left.value, right.value],
      dtype,
      [sizeOf(sizes(rows)), sizeOf(sizes(columns))],
      {
        transA: left.trans ? 1 : 0,
        transB: right.trans ? 0 : 1,
      },
    );
  } else {
    const operands = [upright(graph, left, false), upright(graph, right, true)];
    const product = [...(batch.length ? [B] : []), sizeOf(sizes(rows)), sizeOf(sizes(columns))];
    value = graph.op("MatMul", operands, dtype, product);
  }
  // The product's axes are batch, rows, columns; the equation may have them in another order.
  const order = [...batch, ...rows, ...columns];
  const ordered = reshaped(graph, whole(value), sizes(order));
  return {
    value: ordered.value,
    axes: Array.from({ length: inner }, (_, i) => {
      const k = order.indexOf(i);
      return k < 0 ? -1 : ordered.axes[k];
    }),
    shape: shape.slice(0, inner),
  };
};

/** The view without an axis along which it repeats. */
const first = (view: View, axis: number): View => ({
  value: view.value,
  axes: view.axes.toSpliced(axis, 1),
  shape: view.shape.toSpliced(axis, 1),
});

/** [batch, free, inner] or [batch, inner, free], whichever moves less. */
const matrix = (graph: Graph, view: View, batch: number[], free: number[], inner: number): Matrix => {
  const size = (axes: number[]) => sizeOf(axes.map((i) => view.shape[i]));
  const at = view.axes[inner];
  const trans = free.length > 0 && free.every((i) => view.axes[i] > at);
  const order = trans ? [...batch, inner, ...free] : [...batch, ...free, inner];
  const dims = trans ? [view.shape[inner], size(free)] : [size(free), view.shape[inner]];
  const shape = batch.length ? [size(batch), ...dims] : dims;
  return { value: dense(graph, reshaped(graph, transposed(view, order), shape)), trans };
};

/** The matrix in the layout that MatMul needs. ONNX Runtime folds the Transpose into the product. */
const upright = (graph: Graph, { value, trans }: Matrix, right: boolean): Value => {
  if (trans === right) return value;
  const n = value.shape.length;
  const perm = value.shape.map((_, i) => (i < n - 2 ? i : 2 * n - 3 - i));
  return graph.op(
    "Transpose",
    [value],
    value.dtype,
    perm.map((p) => value.shape[p]),
    { perm },
  );
};

export const dotRules: Record<string, Rule> = {
  dot: ({ graph, inputs, outputs }) => {
    const { dtype } = outputs[0];
    if (dtype === "bool") {
      const [x, y] = inputs.map((v) => cast(graph, v, "int32"));
      return cast(graph, dot(graph, x, y), "bool");
    }
    const [x, y] = inputs.map((v) => cast(graph, v, dtype));
    return dot(graph, x, y);
  },
};
