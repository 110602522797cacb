import type { Engine } from "natwise";

/** The engine that trains critics: ONNX Runtime, `threads` of them side by side (by default one a core). */
export async function startEngine(threads?: number): Promise<Engine> {
  const { onnxEngine } = await import("@natwise/onnx");
  return onnxEngine({ workers: threads });
}
