/**
 * Compiles jax-js functions and training steps to ONNX and runs them in ONNX Runtime.
 *
 * @module
 */
export { type OnnxEngineOptions, onnxEngine } from "./onnxEngine.ts";
export { type Port, type StepModel, stepToOnnx } from "./stepToOnnx.ts";
export { type ToOnnxOptions, toOnnx } from "./toOnnx.ts";
export type * from "./types.ts";
