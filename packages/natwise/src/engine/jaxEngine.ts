import { defaultDevice, init, jit, numpy as np, tree } from "@jax-js/jax";
import { nextTurn, SLICE_MS } from "../progress/nextTurn.ts";
import type { Engine, Params, Program, Tensor, Tensors, Tree } from "../types.ts";
import { leaves } from "./leaves.ts";
import { mapTensors } from "./mapTensors.ts";

/**
 * The jax-js engine: steps are compiled by `jit` for Wasm or WebGPU. The default in a browser, and the reference that
 * the native engine is tested against.
 *
 * @throws Error where the device is not available
 */
export async function jaxEngine({
  device = "wasm",
}: {
  device?: "wasm" | "webgpu" | "cpu";
} = {}): Promise<Engine> {
  await startJax(device);
  return {
    name: `jax-js ${device}`,
    parallel: 1,
    async compile(step, { data = {} }): Promise<Program> {
      const compiled = jit(step);
      const kept = toArrays(data);
      return {
        async run(state, batches, { signal } = {}) {
          const T = leaves(batches)[0].shape[0];
          let arrays = toArrays(state);
          const rows: Tree<Tensor>[] = [];
          let end = performance.now() + SLICE_MS;
          for (let t = 0; t < T; t++) {
            // Steps run in the caller's own thread, and awaiting Wasm does not let the event loop turn.
            if (performance.now() >= end) {
              await nextTurn();
              end = performance.now() + SLICE_MS;
            }
            signal?.throwIfAborted();
            const batch = mapTensors(batches, (tensor) => toArray(slice(tensor, t)));
            const [next, metrics] = compiled(arrays, batch, tree.ref(kept));
            arrays = next;
            rows.push(await toTensors(metrics));
          }
          return [await toTensors(arrays), stack(rows)];
        },
        async dispose() {
          tree.dispose(kept);
        },
      };
    },
    async dispose() {},
  };
}

/** Prepares `device` for jax-js, whose own `init()` fails without a `navigator` (Node 20). */
export async function startJax(device: "wasm" | "webgpu" | "cpu" = "wasm"): Promise<void> {
  // jax-js asks the browser for WebGPU, and throws outside a browser.
  const ready: readonly string[] = await init(device).catch(() => []);
  if (!ready.includes(device))
    throw new Error(`jaxEngine: device must be available here, got ${device}; use "wasm"`);
  defaultDevice(device);
}

/** The same tree as jax-js arrays. */
export function toArrays(tensors: Tensors): Params {
  return mapTensors(tensors, toArray);
}

function toArray({ data, shape }: Tensor): np.Array {
  // jax-js keeps booleans as 32-bit integers.
  if (data instanceof Uint8Array)
    return np.array(Int32Array.from(data), { shape: [...shape], dtype: np.bool });
  return np.array(data as Float32Array<ArrayBuffer>, { shape: [...shape] });
}

async function toTensors(arrays: Tree<np.Array>): Promise<Tree<Tensor>> {
  const [flat, structure] = tree.flatten<np.Array>(arrays as Params);
  const tensors: Tensor[] = [];
  for (const array of flat) {
    const { shape, dtype } = array;
    const data = await array.data();
    tensors.push({ shape, data: (dtype === "bool" ? Uint8Array.from(data) : data) as Tensor["data"] });
  }
  return tree.unflatten(structure, tensors as never) as Tree<Tensor>;
}

/** Element t of the leading axis. */
function slice({ data, shape }: Tensor, t: number): Tensor {
  const size = data.length / shape[0];
  return { data: data.slice(t * size, (t + 1) * size), shape: shape.slice(1) };
}

function stack(rows: Tree<Tensor>[]): Tree<Tensor> {
  const columns = rows.map(leaves);
  let next = 0;
  return mapTensors(rows[0], ({ data, shape }) => {
    const i = next++;
    const out = new (data.constructor as Float32ArrayConstructor)(rows.length * data.length);
    columns.forEach((row, t) => {
      out.set(row[i].data, t * data.length);
    });
    return { data: out, shape: [rows.length, ...shape] };
  });
}
