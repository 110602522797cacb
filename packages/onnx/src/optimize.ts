/** @module Rewrites a graph to one that ONNX Runtime runs faster. Results are the same up to rounding. */
import { liveNodes, readsOf, replaceReads } from "./assemble.ts";
import { elementTypes } from "./encodeModel.ts";
import { type Graph, sizeOf } from "./graph.ts";
import type { Node, Value } from "./model.ts";
import { equalShapes, reshapeValue } from "./view.ts";

/** The new graph, and which values of the old one have a single reader. */
interface Context {
  readonly graph: Graph;
  /** Whether the value has no other reader, so that its node can be absorbed. */
  only(value: Value): boolean;
}

/** The value that replaces a node's output, or null where the rewrite does not apply. The node reads the new graph. */
type Rewrite = (node: Node, context: Context) => Value | null;

/**
 * The nodes that the outputs need, rewritten, and the graph that holds them and their constants. Each node is replaced
 * by the first rewrite for its type that applies.
 */
export const optimize = (
  source: Graph,
  outputs: readonly Value[],
): { graph: Graph; nodes: Node[]; outputs: Value[] } => {
  const nodes = liveNodes(source.nodes, outputs);
  const graph = source.copy();
  const reads = new Map<string, number>();
  const count = (name: string) => reads.set(name, (reads.get(name) ?? 0) + 1);
  for (const node of nodes) for (const name of readsOf(node)) count(name);
  for (const value of outputs) count(value.name);

  const moved = new Map<string, Value>();
  const origin = new Map<string, string>();
  const move = <V extends Value | null>(value: V): V => value && ((moved.get(value.name) as V) ?? value);
  const context: Context = {
    graph,
    only: (value) => (reads.get(origin.get(value.name) ?? value.name) ?? 0) <= 1,
  };
  for (const node of nodes) {
    const next = replaceReads(node, move);
    let replacement: Value | null = null;
    for (const rewrite of rewrites[node.type] ?? []) {
      replacement = rewrite(next, context);
      if (replacement) break;
    }
    const values = replacement
      ? [replacement]
      : graph.ops(
          next.type,
          next.inputs,
          next.outputs.map(({ dtype, shape }) => [dtype, shape] as const),
          next.attributes,
        );
    node.outputs.forEach((value, i) => {
      moved.set(value.name, values[i]);
      // A value that replaces several old ones counts as shared.
      if (origin.has(values[i].name)) reads.set(origin.get(values[i].name)!, 2);
      else origin.set(values[i].name, value.name);
    });
  }
  const results = outputs.map(move);
  return { graph, nodes: liveNodes(graph.nodes, results), outputs: results };
};

const isFloat = (value: Value): boolean => value.dtype.startsWith("float");
const isScalar = (value: Value): boolean => sizeOf(value.shape) === 1;

/** The element of a one-element constant; null for anything else. */
const elementOf = (graph: Graph, value: Value | null): number | null => {
  const elements = value && graph.constants.get(value.name)?.elements;
  return elements && elements.length === 1 ? elements[0] : null;
};

const producerOf = (graph: Graph, value: Value | null, type: string): Node | null => {
  const node = value ? graph.producer(value) : undefined;
  return node?.type === type ? node : null;
};

/** Both orders of the operands of a commutative node. */
const orders = ({ inputs: [a, b] }: Node): [Value, Value][] => [
  [a!, b!],
  [b!, a!],
];

/** Gemm(A, B) + c is Gemm(A, B, c), also where a Reshape in between splits the rows of the product. */
const addIntoGemm: Rewrite = (node, { graph, only }) => {
  const [output] = node.outputs;
  for (const [sum, c] of orders(node)) {
    if (!only(sum)) continue;
    const reshape = producerOf(graph, sum, "Reshape");
    const product = reshape ? reshape.inputs[0]! : sum;
    const gemm = producerOf(graph, product, "Gemm");
    if (
      !gemm ||
      gemm.inputs.length > 2 ||
      (reshape && !only(product)) ||
      !equalShapes(output.shape, sum.shape)
    )
      continue;
    if (reshape && (product.shape[1] !== sum.shape.at(-1) || sizeOf(c.shape) !== (c.shape.at(-1) ?? 1)))
      continue;
    if (!reshape && c.shape.length > 2) continue;
    const row = reshape ? reshapeValue(graph, c, c.shape.slice(-1)) : c;
    const value = graph.op(
      "Gemm",
      [gemm.inputs[0], gemm.inputs[1], row],
      output.dtype,
      product.shape,
      gemm.attributes,
    );
    return reshapeValue(graph, value, output.shape);
  }
  return null;
};

/** (A B + C D) + c is A B + (C D + c): one Gemm is the third operand of the other. */
const addIntoInnerGemm: Rewrite = (node, { graph, only }) => {
  const [{ dtype, shape }] = node.outputs;
  for (const [sum, c] of orders(node)) {
    const outer = producerOf(graph, sum, "Gemm");
    const addend = outer?.inputs[2] ?? null;
    const inner = producerOf(graph, addend, "Gemm");
    if (!outer || !addend || !inner || inner.inputs.length > 2 || !only(sum) || !only(addend)) continue;
    if (!equalShapes(sum.shape, shape) || !equalShapes(addend.shape, shape) || c.shape.length > 2) continue;
    const third = graph.op("Gemm", [inner.inputs[0], inner.inputs[1], c], dtype, shape, inner.attributes);
    return graph.op("Gemm", [outer.inputs[0], outer.inputs[1], third], dtype, shape, outer.attributes);
  }
  return null;
};

/** a + (-b) and a + b * -1 are a - b. */
const addOfNegative: Rewrite = (node, { graph, only }) => {
  const [{ dtype, shape }] = node.outputs;
  if (dtype === "bool") return null;
  for (const [a, b] of orders(node)) {
    const neg = producerOf(graph, b, "Neg");
    if (neg) return graph.op("Sub", [a, neg.inputs[0]], dtype, shape);
    const mul = producerOf(graph, b, "Mul");
    if (!mul || !only(b)) continue;
    for (const [x, k] of orders(mul))
      if (elementOf(graph, k) === -1 && equalShapes(x.shape, b.shape))
        return graph.op("Sub", [a, x], dtype, shape);
  }
  return null;
};

/** (x * s) * t is x * (s * t) for scalars s and t, which costs one pass over x instead of two. */
const scalarsFirst: Rewrite = (node, { graph, only }) => {
  const [{ dtype, shape }] = node.outputs;
  if (!isFloat(node.outputs[0]) || isScalar(node.outputs[0])) return null;
  for (const [product, t] of orders(node)) {
    const inner = producerOf(graph, product, "Mul");
    if (!inner || !isScalar(t) || !only(product)) continue;
    for (const [x, s] of orders(inner)) {
      if (!isScalar(s) || isScalar(x) || !equalShapes(x.shape, shape)) continue;
      const [p, q] = [elementOf(graph, s), elementOf(graph, t)];
      const scale =
        p !== null && q !== null
          ? graph.constant(dtype, [], [p * q])
          : graph.op("Mul", [reshapeValue(graph, s, []), reshapeValue(graph, t, [])], dtype, []);
      return graph.op("Mul", [x, scale], dtype, shape);
    }
  }
  return null;
};

/** x * (1 / y) is x / y. A scalar's reciprocal stays, because multiplying is faster. */
const mulByReciprocal: Rewrite = (node, { graph, only }) => {
  const [{ dtype, shape }] = node.outputs;
  for (const [x, r] of orders(node)) {
    const reciprocal = producerOf(graph, r, "Reciprocal");
    if (reciprocal && only(r) && !isScalar(r))
      return graph.op("Div", [x, reciprocal.inputs[0]], dtype, shape);
  }
  return null;
};

/** (A B)' is B' A', which needs no Transpose. */
const transposeOfGemm: Rewrite = (node, { graph, only }) => {
  const [x] = node.inputs;
  const gemm = producerOf(graph, x, "Gemm");
  if (!gemm || gemm.inputs.length > 2 || !only(x!)) return null;
  const [a, b] = gemm.inputs;
  const { transA, transB } = gemm.attributes as { transA: number; transB: number };
  return graph.op("Gemm", [b, a], node.outputs[0].dtype, node.outputs[0].shape, {
    ...gemm.attributes,
    transA: 1 - transB,
    transB: 1 - transA,
  });
};

/** A sum over leading axes is a product with a row of ones, which has a faster kernel. */
const sumOfRows: Rewrite = (node, { graph }) => {
  const [x, axes] = node.inputs as Value[];
  const [{ dtype, shape }] = node.outputs;
  const over = Array.from(graph.constants.get(axes.name)?.elements ?? []);
  const rest = x.shape.length - over.length;
  if (!isFloat(x) || rest === 0 || !over.every((a, i) => a === i)) return null;
  const rows = sizeOf(x.shape.slice(0, over.length));
  const columns = sizeOf(shape);
  if (rows < 2 || columns < 2) return null;
  const ones = graph.constant(dtype, [1, rows], new Array<number>(rows).fill(1));
  const sum = graph.op("Gemm", [ones, reshapeValue(graph, x, [rows, columns])], dtype, [1, columns], {
    transA: 0,
    transB: 0,
  });
  return reshapeValue(graph, sum, shape);
};

/**
 * where(x < 0, 0, g), the gradient of a ReLU, is g times a mask of ones and zeros, which takes half the time. An
 * infinite g times 0 is NaN, so this applies only where g is a matrix product: once that is infinite, the gradients of
 * the weights are infinite too, whatever the mask.
 */
const maskedProduct: Rewrite = (node, { graph }) => {
  const [condition, a, g] = node.inputs as Value[];
  const less = producerOf(graph, condition, "Less");
  if (!less || elementOf(graph, a) !== 0 || elementOf(graph, less.inputs[1]) !== 0) return null;
  const [x] = less.inputs as Value[];
  const [{ dtype, shape }] = node.outputs;
  if (dtype !== "float32" || !equalShapes(x.shape, shape) || !isProduct(graph, g)) return null;
  // max(0, min(1, 3e38 x + 1)): 1 where x >= 0, and 0 from the first negative number that is not denormal.
  const mask = graph.op("HardSigmoid", [x], dtype, shape, { alpha: { float: 3e38 }, beta: { float: 1 } });
  return graph.op("Mul", [g, mask], dtype, shape);
};

/** where(not c, a, b) is where(c, b, a). */
const whereNot: Rewrite = (node, { graph }) => {
  const [condition, a, b] = node.inputs;
  const [{ dtype, shape }] = node.outputs;
  const not = producerOf(graph, condition, "Not");
  return (
    not &&
    (oneOrZero(graph, not.inputs[0]!, b!, a!, node) ?? graph.op("Where", [not.inputs[0], b, a], dtype, shape))
  );
};

/** where(c, 1, 0) is c as a number. */
const whereOne: Rewrite = (node, { graph }) => {
  const [condition, a, b] = node.inputs as Value[];
  return oneOrZero(graph, condition, a, b, node);
};

const oneOrZero = (
  graph: Graph,
  condition: Value,
  a: Value,
  b: Value,
  { outputs: [{ dtype, shape }] }: Node,
) => {
  const [yes, no] = [elementOf(graph, a), elementOf(graph, b)];
  if (!equalShapes(condition.shape, shape) || yes === null || no === null || yes + no !== 1 || yes * no !== 0)
    return null;
  const held = yes === 1 ? condition : graph.op("Not", [condition], "bool", shape);
  return graph.op("Cast", [held], dtype, shape, { to: elementTypes[dtype] });
};

/** max(x, 0) is Relu(x), which takes two thirds of the time and propagates NaN as Max does. */
const maxWithZero: Rewrite = (node, { graph }) => {
  const [{ dtype, shape }] = node.outputs;
  if (!isFloat(node.outputs[0])) return null;
  for (const [x, zero] of orders(node))
    if (elementOf(graph, zero) === 0 && equalShapes(x.shape, shape))
      return graph.op("Relu", [x], dtype, shape);
  return null;
};

const products = new Set(["Gemm", "MatMul", "Conv", "ConvTranspose"]);

const isProduct = (graph: Graph, value: Value): boolean => {
  const node = graph.producer(value);
  if (node?.type === "Reshape") return isProduct(graph, node.inputs[0]!);
  if (node && products.has(node.type)) return true;
  // An outer product: a column times a row.
  return node?.type === "Mul" && node.inputs.every((input) => !equalShapes(input!.shape, value.shape));
};

/** Rewrites by the type of the node that they replace. */
const rewrites: Readonly<Record<string, readonly Rewrite[]>> = {
  Add: [addIntoGemm, addIntoInnerGemm, addOfNegative],
  Mul: [scalarsFirst, mulByReciprocal],
  Max: [maxWithZero],
  Transpose: [transposeOfGemm],
  ReduceSum: [sumOfRows],
  Where: [maskedProduct, whereNot, whereOne],
};
