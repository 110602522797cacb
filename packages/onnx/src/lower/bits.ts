/** @module Bitwise primitives, and the random bits made of them. */
import { type Graph, sizeOf } from "../graph.ts";
import { dtypeOf, equalShapes, reshaped, type View, whole } from "../view.ts";
import { cast, elementwise, scalar, select } from "./elementwise.ts";
import type { Rule } from "./rule.ts";
import { range } from "./windows.ts";

const words: Record<string, string> = { and: "BitwiseAnd", or: "BitwiseOr", xor: "BitwiseXor" };
const logic: Record<string, string> = { and: "And", or: "Or", xor: "Xor" };

const u32 = (graph: Graph) => ({
  k: (value: number) => scalar(graph, "uint32", value),
  op: (type: string, ...views: View[]) => elementwise(graph, type, views, "uint32"),
  shift: (x: View, by: View, direction: "LEFT" | "RIGHT") =>
    elementwise(graph, "BitShift", [x, by], "uint32", { direction }),
});

/** Only the last five bits of the amount count, and a right shift brings in zeros, whatever the sign. */
const bitShift: Rule = ({ graph, inputs: [x, y], params, outputs: [{ dtype }] }) => {
  const { k, op, shift } = u32(graph);
  const amount = op("BitwiseAnd", cast(graph, y, "uint32"), k(31));
  return cast(graph, shift(cast(graph, x, "uint32"), amount, params.op === "shl" ? "LEFT" : "RIGHT"), dtype);
};

/** Adds neighbouring bits, then pairs and nibbles, then the four bytes by one product. */
const bitCount: Rule = ({ graph, inputs: [x] }) => {
  const { k, op, shift } = u32(graph);
  const right = (v: View, n: number) => shift(v, k(n), "RIGHT");
  const bits = cast(graph, x, "uint32");
  const pairs = op("Sub", bits, op("BitwiseAnd", right(bits, 1), k(0x55555555)));
  const mask = k(0x33333333);
  const nibbles = op("Add", op("BitwiseAnd", pairs, mask), op("BitwiseAnd", right(pairs, 2), mask));
  const bytes = op("BitwiseAnd", op("Add", nibbles, right(nibbles, 4)), k(0x0f0f0f0f));
  return cast(graph, right(op("Mul", bytes, k(0x01010101)), 24), "int32");
};

const bitcast: Rule = ({ graph, inputs: [x], params }) => {
  const [from, to] = [dtypeOf(x), params.dtype];
  if (from === to || (!from.startsWith("float") && !to.startsWith("float"))) return cast(graph, x, to);
  if (to !== "float32") throw new TypeError("only integers can be read as other types");
  return floatFromBits(graph, cast(graph, x, "uint32"));
};

/** (-1)^sign 2^(exponent - 127) (1 + mantissa / 2^23). Every operation in it is exact. */
const floatFromBits = (graph: Graph, bits: View): View => {
  const { k, op, shift } = u32(graph);
  const f = (type: string, ...views: View[]) => elementwise(graph, type, views, "float32");
  const number = (value: number) => scalar(graph, "float32", value);
  const exponent = op("BitwiseAnd", shift(bits, k(23), "RIGHT"), k(255));
  const mantissa = f("Mul", cast(graph, op("BitwiseAnd", bits, k(2 ** 23 - 1)), "float32"), number(2 ** -23));
  const scales = Array.from({ length: 256 }, (_, e) => (e === 255 ? Infinity : 2 ** (Math.max(e, 1) - 127)));
  const table = graph.constant("float32", [256], scales);
  const at = cast(graph, exponent, "int64");
  const scale: View = {
    ...at,
    value: graph.op("Gather", [table, at.value], "float32", at.value.shape, { axis: 0 }),
  };
  const is = (e: number) => elementwise(graph, "Equal", [exponent, k(e)], "bool");
  const leading = select(graph, is(0), number(0), number(1));
  const magnitude = f("Mul", scale, f("Add", leading, mantissa));
  const zero = elementwise(graph, "Equal", [mantissa, number(0)], "bool");
  const special = select(graph, zero, number(Infinity), number(Number.NaN));
  const sign = select(graph, elementwise(graph, "Less", [bits, k(2 ** 31)], "bool"), number(1), number(-1));
  return f("Mul", sign, select(graph, is(255), special, magnitude));
};

const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
];

/**
 * Threefry-2x32, 20 rounds, of the counter (0, position).
 * @see salmon2011random
 */
const randomBits: Rule = ({ graph, inputs: [k0, k1], params, outputs: [{ shape }] }) => {
  const { k, op, shift } = u32(graph);
  const keyShape = k0.shape;
  const rest = shape.slice(keyShape.length);
  const spread = (key: View) => reshaped(graph, key, [...keyShape, ...rest.map(() => 1)]);
  const [a, b] = [spread(k0), spread(k1)];
  const keys = [a, b, op("BitwiseXor", op("BitwiseXor", a, b), k(0x1bd11bda))];
  const counter = whole(graph.constant("uint32", rest, range(sizeOf(rest))));
  let x0 = keys[0];
  let x1 = op("Add", counter, keys[1]);
  for (let block = 0; block < 5; block++) {
    for (const r of rotations[block % 2]) {
      x0 = op("Add", x0, x1);
      const rotated = op("BitwiseOr", shift(x1, k(r), "LEFT"), shift(x1, k(32 - r), "RIGHT"));
      x1 = op("BitwiseXor", rotated, x0);
    }
    x0 = op("Add", x0, keys[(block + 1) % 3]);
    x1 = op("Add", op("Add", x1, keys[(block + 2) % 3]), k(block + 1));
  }
  const bits = params.mode === "xor" ? op("BitwiseXor", x0, x1) : params.mode === 0 ? x0 : x1;
  return equalShapes(bits.shape, shape) ? bits : { ...bits, shape };
};

export const bitRules: Record<string, Rule> = {
  bit_combine: ({ graph, inputs, params, outputs: [{ dtype }] }) => {
    const operands = inputs.map((v) => cast(graph, v, dtype));
    return elementwise(graph, (dtype === "bool" ? logic : words)[params.op], operands, dtype);
  },
  bit_shift: bitShift,
  bit_count: bitCount,
  bitcast,
  random_bits: randomBits,
};
