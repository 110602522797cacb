/** @module The types of an engine: plain tensors outside, jax-js arrays inside a step. */
import type { numpy as np } from "@jax-js/jax";

/** Element types of an engine's inputs and outputs. A bool is a Uint8Array of 0 and 1. */
export type DType = "float32" | "float64" | "int32" | "uint32" | "bool";

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** A dense row-major array. The typed array's class is its element type. */
export interface Tensor {
  readonly data: TypedArray;
  readonly shape: readonly number[];
}

/** Nested arrays and plain objects with a leaf T at every end. */
export type Tree<T> = T | readonly Tree<T>[] | { readonly [key: string]: Tree<T> };

/** Arguments and results of a step: jax-js arrays, which are consumed unless `.ref` is taken. */
export type Arrays = Tree<np.Array>;
export type Tensors = Tree<Tensor>;

/**
 * One pure step, traced once: (state, batch, data) -> [state, metrics].
 * The state passes from step to step, a batch is one slice of the run's batches, and data are the same for every step.
 */
// biome-ignore lint/suspicious/noExplicitAny: the trees' structure is the caller's; an engine only flattens it
export type Step = (state: any, batch: any, data: any) => [state: any, metrics: any];

/** Example values. Their shapes and element types are compiled in, and the program keeps `data`. */
export interface Example {
  readonly state: Tensors;
  /** One step's batch, without the leading axis T. */
  readonly batch: Tensors;
  readonly data?: Tensors;
}

export interface RunOptions {
  /** The run's name in errors. */
  readonly job?: string;
  readonly signal?: AbortSignal;
}

export interface Program {
  /** Runs T steps; every leaf of `batches` is [T, ...]. Resolves to the last state and the metrics, [T, ...]. */
  run(state: Tensors, batches: Tensors, options?: RunOptions): Promise<[state: Tensors, metrics: Tensors]>;
  dispose(): Promise<void>;
}

/** Compiles a pure step once and runs it many times. Several `run`s may be under way at once. */
export interface Engine {
  readonly name: string;
  /** How many runs make progress at the same time. */
  readonly parallel: number;
  /** With `alone`, a run may use every core: for a program that is run once at a time. Results are the same. */
  compile(step: Step, example: Example, options?: { readonly alone?: boolean }): Promise<Program>;
  dispose(): Promise<void>;
}
