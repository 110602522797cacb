import type { Answer } from "../ask.ts";
export async function criticToOnnx(_answer: Answer): Promise<Uint8Array> {
  throw new Error("not yet");
}
