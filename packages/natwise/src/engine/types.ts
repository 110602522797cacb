/** @module The engine's types: those of @natwise/onnx, repeated because this package does not depend on it. */

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;
export interface Tensor {
  readonly data: TypedArray;
  readonly shape: readonly number[];
}
export type Tree<T> = T | readonly Tree<T>[] | { readonly [key: string]: Tree<T> };
export type Tensors = Tree<Tensor>;

/** One pure step, traced once: (state, batch, data) -> [state, metrics]. Consumes its arguments. */
// biome-ignore lint/suspicious/noExplicitAny: the trees' structure is the step's own; an engine only flattens it
export type Step = (state: any, batch: any, data: any) => [state: any, metrics: any];

export interface Example {
  readonly state: Tensors;
  /** One step's batch, without the leading axis T. */
  readonly batch: Tensors;
  readonly data?: Tensors;
}

export interface Program {
  /** Runs T steps; every leaf of `batches` is [T, ...]. Resolves to the last state and the metrics, [T, ...]. */
  run(
    state: Tensors,
    batches: Tensors,
    options?: { job?: string; signal?: AbortSignal },
  ): Promise<[state: Tensors, metrics: Tensors]>;
  dispose(): Promise<void>;
}

/** Compiles a pure step once and runs it many times. Up to `parallel` runs make progress at the same time. */
export interface Engine {
  readonly name: string;
  readonly parallel: number;
  /** With `alone`, a run may use every core: for a program that is run once at a time. Results are the same. */
  compile(step: Step, example: Example, options?: { readonly alone?: boolean }): Promise<Program>;
  dispose(): Promise<void>;
}
