/** @module Encodes an ONNX model as protobuf, with the few messages of onnx.proto that a compiled function needs. */
import protobuf from "protobufjs/light.js";
import type { Attribute, ElementType, EncodableGraph, Node, Value, ValueInfo } from "./model.ts";

/** Version of the ONNX operators. A runtime refuses a version newer than its own. */
const opset = 20;
const irVersion = 9;

/** TensorProto.DataType */
export const elementTypes: Record<ElementType, number> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
  uint32: 12,
};

const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: "repeated", type, id });

const onnx = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: field("int64", 1),
        producerName: field("string", 2),
        graph: field("GraphProto", 7),
        opsetImport: repeated("OperatorSetIdProto", 8),
      },
    },
    OperatorSetIdProto: { fields: { domain: field("string", 1), version: field("int64", 2) } },
    GraphProto: {
      fields: {
        node: repeated("NodeProto", 1),
        name: field("string", 2),
        initializer: repeated("TensorProto", 5),
        input: repeated("ValueInfoProto", 11),
        output: repeated("ValueInfoProto", 12),
      },
    },
    NodeProto: {
      fields: {
        input: repeated("string", 1),
        output: repeated("string", 2),
        name: field("string", 3),
        opType: field("string", 4),
        attribute: repeated("AttributeProto", 5),
      },
    },
    AttributeProto: {
      fields: {
        name: field("string", 1),
        f: field("float", 2),
        i: field("int64", 3),
        s: field("bytes", 4),
        g: field("GraphProto", 6),
        ints: repeated("int64", 8),
        type: field("int32", 20),
      },
    },
    TensorProto: {
      fields: {
        dims: repeated("int64", 1),
        dataType: field("int32", 2),
        name: field("string", 8),
        rawData: field("bytes", 9),
      },
    },
    ValueInfoProto: { fields: { name: field("string", 1), type: field("TypeProto", 2) } },
    TypeProto: { fields: { tensorType: field("TensorTypeProto", 1) } },
    TensorTypeProto: { fields: { elemType: field("int32", 1), shape: field("TensorShapeProto", 2) } },
    TensorShapeProto: { fields: { dim: repeated("DimensionProto", 1) } },
    DimensionProto: { fields: { dimValue: field("int64", 1), dimParam: field("string", 2) } },
  },
});
const ModelProto = onnx.lookupType("ModelProto");
const utf8 = new TextEncoder();

const attributeProto = (name: string, value: Attribute) => {
  if (typeof value === "number") return { name, type: 2, i: value };
  if (typeof value === "string") return { name, type: 3, s: utf8.encode(value) };
  if (Array.isArray(value)) return { name, type: 7, ints: value };
  if ("float" in value) return { name, type: 1, f: value.float };
  return { name, type: 5, g: graphProto((value as { graph: EncodableGraph }).graph) };
};

const nodeProto = (node: Node) => ({
  opType: node.type,
  name: node.outputs[0].name,
  input: node.inputs.map((value: Value | null) => value?.name ?? ""),
  output: node.outputs.map((value) => value.name),
  attribute: Object.entries(node.attributes).map(([name, value]) => attributeProto(name, value)),
});

const valueInfoProto = ({ name, dtype, shape }: ValueInfo) => ({
  name,
  type: {
    tensorType: {
      elemType: elementTypes[dtype],
      shape: { dim: shape.map((d) => (typeof d === "string" ? { dimParam: d } : { dimValue: d })) },
    },
  },
});

const graphProto = (graph: EncodableGraph): object => ({
  name: graph.name,
  node: graph.nodes.map(nodeProto),
  initializer: graph.constants.map(({ value, bytes }) => ({
    name: value.name,
    dims: value.shape,
    dataType: elementTypes[value.dtype],
    rawData: bytes,
  })),
  input: graph.inputs.map(valueInfoProto),
  output: graph.outputs.map(valueInfoProto),
});

/** The bytes of a model whose main graph is `graph`. Weights are written as raw little-endian data. */
export const encodeModel = (graph: EncodableGraph): Uint8Array =>
  ModelProto.encode({
    irVersion,
    producerName: "natwise",
    opsetImport: [{ domain: "", version: opset }],
    graph: graphProto(graph),
  }).finish();
