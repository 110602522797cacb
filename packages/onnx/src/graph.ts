/**
 * @module A graph of ONNX nodes under construction: equal nodes and equal constants exist once, in topological order.
 */
import { kernels } from "./kernels.ts";
import type { Attribute, Constant, ElementType, Node, Value } from "./model.ts";
import type { TypedArray } from "./types.ts";

export interface Graph {
  readonly nodes: Node[];
  readonly constants: Map<string, Constant>;
  /** The node that computes a value; undefined for inputs and constants. */
  producer(value: Value): Node | undefined;
  /** A value that comes from outside: a graph input, or a value of an enclosing graph. */
  input(name: string, dtype: ElementType, shape: readonly number[]): Value;
  /** An input whose name does not matter: an argument of a Scan's body. */
  argument(dtype: ElementType, shape: readonly number[]): Value;
  constant(dtype: ElementType, shape: readonly number[], elements: ArrayLike<number> | bigint[]): Value;
  /**
   * A node with one output.
   *
   * @throws TypeError where ONNX Runtime has no kernel for the element type
   */
  op(
    type: string,
    inputs: readonly (Value | null)[],
    dtype: ElementType,
    shape: readonly number[],
    attributes?: Readonly<Record<string, Attribute>>,
  ): Value;
  /** A node with several outputs; otherwise like `op`. */
  ops(
    type: string,
    inputs: readonly (Value | null)[],
    outputs: readonly (readonly [ElementType, readonly number[]])[],
    attributes?: Readonly<Record<string, Attribute>>,
  ): Value[];
  /** A graph with the same constants and no nodes. */
  copy(): Graph;
  /** An empty graph whose names do not collide with this one's: the body of a Scan. */
  child(): Graph;
}

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
  uint8: Uint8Array,
};

/** Equal constants of at most this many elements become one, and rewrites can read their elements. */
const fewElements = 4096;

const typed = (dtype: ElementType, elements: ArrayLike<number> | bigint[]): TypedArray | BigInt64Array => {
  if (dtype === "int64") return BigInt64Array.from(Array.from(elements as ArrayLike<number>, BigInt));
  const Class = arrays[dtype];
  return elements instanceof Class ? elements : Class.from(elements as ArrayLike<number>);
};

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A new empty graph. */
export const createGraph = (
  names: { next: number } = { next: 0 },
  inherited: readonly Constant[] = [],
): Graph => {
  const nodes: Node[] = [];
  const constants = new Map(inherited.map((constant) => [constant.value.name, constant]));
  const producers = new Map<string, Node>();
  const known = new Map<string, Value[]>();

  const keyOf = (dtype: ElementType, shape: readonly number[], bytes: Uint8Array) =>
    `${dtype}|${shape}|${String.fromCharCode(...bytes)}`;
  for (const { value, bytes, elements } of inherited)
    if (elements) known.set(keyOf(value.dtype, value.shape, bytes), [value]);

  const graph: Graph = {
    nodes,
    constants,
    producer: (value) => producers.get(value.name),
    input: (name, dtype, shape) => ({ name, dtype, shape }),
    argument: (dtype, shape) => ({ name: `a${names.next++}`, dtype, shape }),
    child: () => createGraph(names),
    copy: () => createGraph(names, [...constants.values()]),
    constant(dtype, shape, elements) {
      const array = typed(dtype, elements);
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const few = array.length <= fewElements;
      const key = few ? keyOf(dtype, shape, bytes) : "";
      const old = few ? known.get(key) : undefined;
      if (old) return old[0];
      const value: Value = { name: `c${names.next++}`, dtype, shape };
      constants.set(value.name, {
        value,
        bytes,
        elements: few ? Array.from(array as ArrayLike<number>, Number) : null,
      });
      if (few) known.set(key, [value]);
      return value;
    },
    op: (type, inputs, dtype, shape, attributes) => graph.ops(type, inputs, [[dtype, shape]], attributes)[0],
    ops(type, inputs, outputs, attributes = {}) {
      const operand = inputs[type === "Where" ? 1 : 0]?.dtype ?? outputs[0][0];
      const supported = kernels[type];
      if (supported && !supported.includes(operand))
        throw new TypeError(
          `ONNX Runtime has no ${type} of ${operand} on the CPU, only ${supported.join(", ")}`,
        );
      const closed = Object.values(attributes).some((a) => typeof a === "object" && "graph" in a);
      // Nodes with a body are never merged.
      const key = closed
        ? `${names.next}`
        : `${type}|${inputs.map((value) => value?.name)}|${outputs.length}|${JSON.stringify(attributes)}`;
      const old = known.get(key);
      if (old) return old;
      const values = outputs.map(
        ([dtype, shape]): Value => ({ name: `${type}_${names.next++}`, dtype, shape }),
      );
      const node: Node = { type, inputs, outputs: values, attributes };
      nodes.push(node);
      for (const value of values) producers.set(value.name, node);
      known.set(key, values);
      return values;
    },
  };
  return graph;
};
