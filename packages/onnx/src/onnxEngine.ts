import { availableParallelism } from "node:os";
import { pool } from "./pool.ts";
import { type Port, stepToOnnx } from "./stepToOnnx.ts";
import { flatten, unflatten } from "./tree.ts";
import type { Engine, Program, Tensor, Tensors } from "./types.ts";
import type { Named } from "./worker.ts";

export interface OnnxEngineOptions {
  /** Number of runs that make progress at the same time, each in its own worker thread; by default one a core. */
  readonly workers?: number;
}

/**
 * The native engine: steps are traced once, compiled to ONNX and run by ONNX Runtime in worker threads. The caller's
 * event loop stays free. A worker starts when it is first needed, and does not keep the process alive while it is idle.
 *
 * @throws RangeError for workers below 1
 */
export function onnxEngine({ workers = availableParallelism() }: OnnxEngineOptions = {}): Engine {
  const crew = pool({ size: workers });
  return {
    name: "onnx",
    parallel: workers,
    async compile(step, example, { alone = false } = {}): Promise<Program> {
      const { bytes, inputs, outputs, structure } = await stepToOnnx(step, example);
      const data = feed(inputs.data, example.data ?? {});
      const program = crew.add({
        bytes,
        data,
        threads: alone ? Math.min(workers, availableParallelism()) : 1,
      });
      return {
        async run(state, batches, { job = "run", signal } = {}) {
          const feeds = { ...feed(inputs.state, state), ...feed(inputs.batch, batches) };
          const results = await crew.run(program, { feeds, job, signal });
          const collect = (ports: readonly Port[]) => ports.map(({ name }) => results[name]);
          return [
            unflatten(structure.state, collect(outputs.state)),
            unflatten(structure.metrics, collect(outputs.metrics)),
          ];
        },
        dispose: () => crew.remove(program),
      };
    },
    dispose: () => crew.close(),
  };
}

/** The leaves of a tree under the model's names. Shapes are checked because ONNX Runtime's own error names no leaf. */
function feed(ports: readonly Port[], tree: Tensors): Named {
  const leaves = flatten(tree);
  if (leaves.length !== ports.length) {
    throw new TypeError(
      `run: the tree must have the ${ports.length} leaves it was compiled for, got ${leaves.length}`,
    );
  }
  return Object.fromEntries(
    leaves.map(({ path, leaf }, i): [string, Tensor] => {
      const { name, shape } = ports[i];
      const fits =
        shape.length === leaf.shape.length && shape.every((d, axis) => d === "T" || d === leaf.shape[axis]);
      if (!fits) {
        throw new TypeError(
          `run: "${path}" must have shape [${shape.join(", ")}], got [${leaf.shape.join(", ")}]`,
        );
      }
      return [name, leaf];
    }),
  );
}
