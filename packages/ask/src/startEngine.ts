import type { Engine } from "natwise";

/** The engine that trains critics: ONNX Runtime on `threads` threads (by default one per core). */
export async function startEngine(threads?: number): Promise<Engine> {
  const { onnxEngine } = await import("@natwise/onnx");
  return onnxEngine({ workers: threads });
}
