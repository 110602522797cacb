/**
 * @module A worker thread, which keeps sessions and runs them on request: ONNX Runtime blocks the thread it runs in.
 */
import { parentPort } from "node:worker_threads";
import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import type { Tensor } from "./types.ts";

/** Named tensors: the inputs or outputs of a session. */
export type Named = Record<string, Tensor>;

export type Request =
  | { id: number; kind: "load"; program: number; threads: number; bytes: Uint8Array; data: Named }
  | { id: number; kind: "run"; program: number; feeds: Named }
  | { id: number; kind: "unload"; program: number };

export type Response = { id: number; outputs?: Named; error?: string };

interface Loaded {
  readonly session: InferenceSession;
  readonly data: Record<string, OrtTensor>;
}

const sessions = new Map<number, Loaded>();

parentPort?.on("message", async (request: Request) => {
  const { id } = request;
  try {
    parentPort?.postMessage({ id, outputs: await answer(request) } satisfies Response);
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
    } satisfies Response);
  }
});

async function answer(request: Request): Promise<Named | undefined> {
  if (request.kind === "load") {
    const { program, threads, bytes, data } = request;
    sessions.set(program, { session: await openSession(bytes, threads), data: toOrt(data) });
    return undefined;
  }
  if (request.kind === "unload") {
    await sessions.get(request.program)?.session.release();
    sessions.delete(request.program);
    return undefined;
  }
  const { program, feeds } = request;
  const loaded = sessions.get(program);
  if (!loaded) throw new Error(`worker: program ${program} must be loaded before it is run`);
  const outputs = await loaded.session.run({ ...toOrt(feeds), ...loaded.data });
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [
      name,
      { data: tensor.data as Tensor["data"], shape: tensor.dims },
    ]),
  );
}

/** A sequential session with `threads` intra-op threads and denormals as zero. */
function openSession(bytes: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    // Errors only: warnings about graphs that ONNX Runtime rewrote mean nothing to the caller.
    logSeverityLevel: 3,
    extra: {
      session: {
        // Gradients of a saturating network become denormal, which makes a step 2.5 times slower.
        set_denormal_as_zero: "1",
        // Idle threads must not spin while another worker needs the core.
        intra_op: { allow_spinning: threads > 1 ? "1" : "0" },
      },
    },
  });
}

function toOrt(tensors: Named): Record<string, OrtTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { data, shape }]) => [
      name,
      new OrtTensor(typeOf(data), data, [...shape]),
    ]),
  );
}

function typeOf(data: Tensor["data"]): "float32" | "float64" | "int32" | "uint32" | "bool" {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Uint32Array) return "uint32";
  return "bool";
}
