/** @module Elementwise primitives. */
import { elementTypes } from "../encodeModel.ts";
import type { Graph } from "../graph.ts";
import { kernels } from "../kernels.ts";
import type { Attribute, ElementType } from "../model.ts";
import {
  broadcastShapes,
  compact,
  dtypeOf,
  isOrdered,
  over,
  padRank,
  transposed,
  type View,
  whole,
} from "../view.ts";
import type { Rule } from "./rule.ts";

/** A constant scalar. */
export const scalar = (graph: Graph, dtype: ElementType, value: number): View =>
  whole(graph.constant(dtype, [], [value]));

/**
 * One broadcasting node over views. Axes along which every operand repeats stay repeated. Operands with the same
 * transposition are computed in their own layout.
 */
export const elementwise = (
  graph: Graph,
  type: string,
  views: readonly View[],
  dtype: ElementType,
  attributes?: Readonly<Record<string, Attribute>>,
): View => {
  const shape = broadcastShapes(views.map((v) => v.shape));
  const rank = shape.length;
  const padded = views.map((v) => padRank(v, rank));
  const perm = commonOrder(graph, padded);
  if (perm) {
    const inverse = perm.map((_, i) => perm.indexOf(i));
    const straight = padded.map((v) => transposed(v, perm));
    return transposed(elementwise(graph, type, straight, dtype, attributes), inverse);
  }
  const inputs = padded.map((v) => compact(graph, v));
  const value = graph.op(type, inputs, dtype, broadcastShapes(inputs.map((v) => v.shape)), attributes);
  const missing = rank - value.shape.length;
  const axes = shape.map((_, i) => (i >= missing && value.shape[i - missing] !== 1 ? i - missing : -1));
  return { value, axes, shape };
};

/** The permutation that puts every view in the order of its value; null if there is none, or if it is the identity. */
const commonOrder = (graph: Graph, views: readonly View[]): number[] | null => {
  const transposedViews = views.filter((v) => !isOrdered(v));
  if (transposedViews.length === 0) return null;
  const [leader] = transposedViews;
  // A matrix product can be written transposed at no cost, so the Transpose stays next to it.
  if (graph.producer(leader.value)?.type === "Gemm") return null;
  const perm = leader.axes.map((_, i) => i).sort((i, j) => leader.axes[i] - leader.axes[j] || i - j);
  return views.every((v) => isOrdered(transposed(v, perm))) ? perm : null;
};

export const cast = (graph: Graph, view: View, dtype: ElementType): View => {
  const from = dtypeOf(view);
  if (from === dtype) return view;
  const constant = graph.constants.get(view.value.name);
  if (constant?.elements && constant.elements.length === 1) {
    const element = convertElement(constant.elements[0], dtype);
    return over(view, graph.constant(dtype, view.value.shape, [element]));
  }
  const convert = (v: View, to: ElementType) => ({
    ...v,
    value: graph.op("Cast", [v.value], to, v.value.shape, { to: elementTypes[to] }),
  });
  if (from.startsWith("float") && (dtype === "int32" || dtype === "uint32")) {
    // Casts saturate and NaN becomes 0. The result of a bare Cast out of range depends on the processor.
    const [low, high] = dtype === "int32" ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
    const isNumber = elementwise(graph, "Equal", [view, view], "bool");
    const number = select(graph, isNumber, view, scalar(graph, from, 0));
    const below = scalar(
      graph,
      from,
      from === "float32" ? high + 1 - 2 ** (dtype === "int32" ? 7 : 8) : high,
    );
    const bounded = elementwise(graph, "Clip", [number, scalar(graph, from, low), below], from);
    const over = elementwise(graph, "Less", [below, number], "bool");
    return convert(select(graph, over, scalar(graph, "int64", high), convert(bounded, "int64")), dtype);
  }
  return convert(view, dtype);
};

const convertElement = (element: number, dtype: ElementType): number => {
  if (dtype === "bool") return Number(element !== 0);
  if (dtype === "int32") return Math.trunc(Math.min(Math.max(element, -(2 ** 31)), 2 ** 31 - 1)) | 0;
  if (dtype === "uint32") return Math.trunc(Math.min(Math.max(element, 0), 2 ** 32 - 1)) >>> 0;
  return element;
};

/** cond ? a : b, for every element type. */
export const select = (graph: Graph, cond: View, a: View, b: View): View => {
  const dtype = dtypeOf(a);
  if (dtype === "bool") {
    const chosen = elementwise(graph, "And", [cond, a], "bool");
    const other = elementwise(graph, "And", [elementwise(graph, "Not", [cond], "bool"), b], "bool");
    return elementwise(graph, "Or", [chosen, other], "bool");
  }
  if (dtype === "uint32") {
    const [x, y] = [a, b].map((v) => cast(graph, v, "int64"));
    return cast(graph, elementwise(graph, "Where", [cond, x, y], "int64"), "uint32");
  }
  return elementwise(graph, "Where", [cond, a, b], dtype);
};

/**
 * Unsigned integers as signed ones in the same order; `unsigned` is the inverse. Casting to int64 would not do: on some
 * processors ONNX Runtime 1.30 takes the extremum of int64 by the low 32 bits.
 */
export const signed = (graph: Graph, x: View): View =>
  cast(graph, elementwise(graph, "BitwiseXor", [x, scalar(graph, "uint32", 2 ** 31)], "uint32"), "int32");

export const unsigned = (graph: Graph, x: View): View =>
  elementwise(graph, "BitwiseXor", [cast(graph, x, "uint32"), scalar(graph, "uint32", 2 ** 31)], "uint32");

const order = ["bool", "uint32", "int32", "float32", "float64"];

/** The common element type of the operands by jax-js's promotion, in which literals adapt. */
const promote = (views: readonly View[], weak: readonly boolean[]): ElementType => {
  const strong = views.filter((_, i) => !weak[i]);
  const candidates = (strong.length ? strong : views).map(dtypeOf);
  if (strong.length && strong.length < views.length) candidates.push("uint32");
  return candidates.reduce((a, b) => (order.indexOf(a) > order.indexOf(b) ? a : b));
};

/** A node whose operands and result have one element type. `forBool` is its counterpart for bools. */
const arithmetic =
  (type: string, forBool?: string): Rule =>
  ({ graph, inputs, outputs }) => {
    const { dtype } = outputs[0];
    const operands = inputs.map((v) => cast(graph, v, dtype));
    return elementwise(graph, dtype === "bool" && forBool ? forBool : type, operands, dtype);
  };

/** A node of one operand. Where float64 has no kernel, it is computed in float32, as in jax-js. */
const unary =
  (type: string): Rule =>
  ({ graph, inputs: [x] }) => {
    const dtype = dtypeOf(x);
    if (dtype !== "float64" || kernels[type].includes("float64")) return elementwise(graph, type, [x], dtype);
    return cast(graph, elementwise(graph, type, [cast(graph, x, "float32")], "float32"), "float64");
  };

const rounding =
  (type: string): Rule =>
  (operation) =>
    dtypeOf(operation.inputs[0]).startsWith("float") ? unary(type)(operation) : operation.inputs[0];

const neg: Rule = ({ graph, inputs: [x] }) => {
  const dtype = dtypeOf(x);
  if (dtype === "uint32") return elementwise(graph, "Sub", [scalar(graph, dtype, 0), x], dtype);
  return elementwise(graph, "Neg", [x], dtype);
};

/** Dividing an integer by zero would end the process, so a zero divisor is replaced by one. */
const nonzero = (graph: Graph, y: View): View => {
  const dtype = dtypeOf(y);
  const elements = graph.constants.get(y.value.name)?.elements;
  if (dtype.startsWith("float") || (elements && Array.from(elements).every((e) => e !== 0))) return y;
  const zero = elementwise(graph, "Equal", [y, scalar(graph, dtype, 0)], "bool");
  return select(graph, zero, scalar(graph, dtype, 1), y);
};

const idiv: Rule = ({ graph, inputs, outputs }) => {
  const { dtype } = outputs[0];
  const [x, y] = inputs.map((v) => cast(graph, v, dtype));
  const quotient = elementwise(graph, "Div", [x, nonzero(graph, y)], dtype);
  if (!dtype.startsWith("float")) return quotient;
  const down = elementwise(graph, "Floor", [quotient], dtype);
  const up = elementwise(graph, "Ceil", [quotient], dtype);
  const negative = elementwise(graph, "Less", [quotient, scalar(graph, dtype, 0)], "bool");
  return select(graph, negative, up, down);
};

const mod: Rule = ({ graph, inputs, outputs }) => {
  const { dtype } = outputs[0];
  const [x, y] = inputs.map((v) => cast(graph, v, dtype));
  return elementwise(graph, "Mod", [x, nonzero(graph, y)], dtype, { fmod: 1 });
};

/**
 * jax-js's formula: erfc x = (a1 t + ... + a5 t^5) exp(-x^2), t = 1 / (1 + p x), for x >= 0, and 2 - erfc(-x) below.
 */
const erfc: Rule = ({ graph, inputs: [x] }) => {
  const dtype = dtypeOf(x);
  const k = (value: number) => scalar(graph, dtype, value);
  const op = (type: string, ...views: View[]) => elementwise(graph, type, views, dtype);
  const z = op("Abs", x);
  const t = op("Div", k(1), op("Add", op("Mul", z, k(0.3275911)), k(1)));
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  let sum = k(0);
  for (const a of coefficients) sum = op("Mul", t, op("Add", sum, k(a)));
  const tail = op("Mul", sum, op("Exp", op("Neg", op("Mul", z, z))));
  const negative = elementwise(graph, "Less", [x, k(0)], "bool");
  return select(graph, negative, op("Sub", k(2), tail), tail);
};

const comparisons: Record<string, string> = { less: "Less", less_equal: "LessOrEqual", equal: "Equal" };

const compare: Rule = ({ graph, inputs, params, weak }) => {
  let dtype = promote(inputs, weak);
  if (dtype === "bool" && params.op.startsWith("less")) dtype = "int32";
  const operands = inputs.map((v) => cast(graph, v, dtype));
  if (params.op === "not_equal")
    return elementwise(graph, "Not", [elementwise(graph, "Equal", operands, "bool")], "bool");
  return elementwise(graph, comparisons[params.op], operands, "bool");
};

const where: Rule = ({ graph, inputs: [cond, x, y], outputs }) => {
  const { dtype } = outputs[0];
  return select(graph, cond, cast(graph, x, dtype), cast(graph, y, dtype));
};

export const elementwiseRules: Record<string, Rule> = {
  add: arithmetic("Add", "Or"),
  mul: arithmetic("Mul", "And"),
  max: arithmetic("Max", "Or"),
  min: arithmetic("Min", "And"),
  idiv,
  mod,
  neg,
  reciprocal: unary("Reciprocal"),
  floor: rounding("Floor"),
  ceil: rounding("Ceil"),
  sin: unary("Sin"),
  cos: unary("Cos"),
  asin: unary("Asin"),
  atan: unary("Atan"),
  exp: unary("Exp"),
  log: unary("Log"),
  sqrt: unary("Sqrt"),
  erf: unary("Erf"),
  erfc,
  compare,
  where,
  cast: ({ graph, inputs: [x], params }) => cast(graph, x, params.dtype),
  stop_gradient: ({ inputs: [x] }) => x,
};
