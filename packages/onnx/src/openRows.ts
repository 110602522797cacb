import type { Constant, EncodableGraph, Node, Value, ValueInfo } from "./model.ts";

/**
 * One model for any number of rows, from two models of the same function compiled for different numbers of rows. They
 * must agree node for node. Where they differ in the shape of a Reshape or an Expand, that axis is left to the runtime.
 *
 * @param name the name of the open axis in the model
 * @throws TypeError that names the node, where a result depends on the number of rows, as a mean over them does
 */
export const openRows = (a: EncodableGraph, b: EncodableGraph, name: string): EncodableGraph => {
  const twin = new Map(a.inputs.map((input, i) => [input.name, b.inputs[i].name]));
  const [constantsOfA, constantsOfB] = [a, b].map(
    ({ constants }) => new Map(constants.map((constant) => [constant.value.name, constant])),
  );
  const opened: Constant[] = [];

  const open = (node: Node, other: Node, position: number): Value | null => {
    const [value, partner] = [node.inputs[position], other.inputs[position]];
    const [mine, theirs] = [constantsOfA.get(value?.name ?? ""), constantsOfB.get(partner?.name ?? "")];
    if (!mine || !theirs) {
      if (mine || theirs || (value && twin.get(value.name) !== partner?.name)) refuse(node);
      return value;
    }
    if (equalBytes(mine.bytes, theirs.bytes) && `${mine.value.shape}` === `${theirs.value.shape}`)
      return value;
    const differing = (mine.elements ?? []).flatMap((e, i) => (e === theirs.elements?.[i] ? [] : [i]));
    if (position !== 1 || differing.length !== 1) refuse(node);
    const [axis] = differing;
    const source = node.inputs[0]!.shape;
    const grows =
      source.at(axis - mine.elements!.length) !== other.inputs[0]!.shape.at(axis - mine.elements!.length);
    // Reshape infers the axis. Expand keeps that of its operand, which must therefore be the one that varies.
    if (node.type !== "Reshape" && !(node.type === "Expand" && grows)) refuse(node);
    const elements = mine.elements!.with(axis, node.type === "Reshape" ? -1 : 1);
    const constant: Constant = {
      value: { ...mine.value, name: `open${opened.length}` },
      bytes: new Uint8Array(BigInt64Array.from(elements, BigInt).buffer),
      elements,
    };
    opened.push(constant);
    return constant.value;
  };

  if (a.nodes.length !== b.nodes.length) refuse(a.nodes[0]);
  const nodes = a.nodes.map((node, i): Node => {
    const other = b.nodes[i];
    if (node.type !== other.type || JSON.stringify(node.attributes) !== JSON.stringify(other.attributes))
      refuse(node);
    const inputs = node.inputs.map((_, position) => open(node, other, position));
    node.outputs.forEach((value, k) => {
      twin.set(value.name, other.outputs[k].name);
    });
    return { ...node, inputs };
  });
  const named = (mine: readonly ValueInfo[], theirs: readonly ValueInfo[]) =>
    mine.map((info, i) => ({
      ...info,
      shape: info.shape.map((d, axis) => (d === theirs[i].shape[axis] ? d : name)),
    }));
  const read = new Set(nodes.flatMap((node) => node.inputs.map((value) => value?.name)));
  return {
    ...a,
    nodes,
    constants: [...a.constants.filter(({ value }) => read.has(value.name)), ...opened],
    inputs: named(a.inputs, b.inputs),
    outputs: named(a.outputs, b.outputs),
  };
};

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const refuse = (node: Node): never => {
  throw new TypeError(
    `toOnnx: rows must be computed independently of their number, got a ${node.type} that depends on it`,
  );
};
