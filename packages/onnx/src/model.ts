/** @module The parts of an ONNX model, as data. */
import type { DType } from "./types.ts";

/** The engine's element types, and two that occur only inside a graph: int64 for shapes and indices, and uint8. */
export type ElementType = DType | "int64" | "uint8";

/** The result of a node, a constant or an input. */
export interface Value {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
}

export type Attribute = number | string | readonly number[] | { float: number } | { graph: EncodableGraph };

export interface Node {
  readonly type: string;
  /** An optional input that is left out is null. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface Constant {
  readonly value: Value;
  readonly bytes: Uint8Array;
  /** The elements of a small constant; null for a large one. */
  readonly elements: readonly number[] | null;
}

/** An input or output of a graph. An axis whose length is known only at run time has a name instead. */
export interface ValueInfo {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A complete graph, ready to be encoded. */
export interface EncodableGraph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}
