import type { Engine } from "../types.ts";
import { jaxEngine } from "./jaxEngine.ts";

/**
 * The engine that `estimate` uses in Node when none is given: ONNX Runtime if @natwise/onnx is installed, else jax-js.
 */
export async function defaultEngine(): Promise<Engine> {
  try {
    const { onnxEngine } = await import("@natwise/onnx");
    return onnxEngine();
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return jaxEngine();
  }
}
