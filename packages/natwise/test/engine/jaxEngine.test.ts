import { numpy as np } from "@jax-js/jax";
import { expect, it } from "vitest";
import { jaxEngine } from "../../src/engine/jaxEngine.ts";

it("lets other tasks of the event loop run between steps, and stops when one of them says so", async () => {
  const engine = await jaxEngine();
  const T = 100_000;
  const batch = { data: new Float32Array(T), shape: [T] };
  const program = await engine.compile(
    (state, step) => [np.add(state as np.Array, step as np.Array), np.array(0)],
    { state: { data: new Float32Array(1), shape: [] }, batch: { data: new Float32Array(1), shape: [] } },
  );
  const controller = new AbortController();
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 100);
  const start = { data: new Float32Array(1), shape: [] };
  await expect(program.run(start, batch, { signal: controller.signal })).rejects.toBe(reason);
  await program.dispose();
});

it("refuses a device that is not to be had, naming one that is", async () => {
  await expect(jaxEngine({ device: "webgpu" })).rejects.toThrow('got webgpu; use "wasm"');
});
