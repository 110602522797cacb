import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

it("ONNX Runtime reports nothing: it leaves no number for the machine in the home folder", () => {
  const home = mkdtempSync(join(tmpdir(), "natwise-test-"));
  // In continuous integration it is silent by itself, which would prove nothing.
  const { CI, XDG_CACHE_HOME, ORT_DISABLE_TELEMETRY, ...environment } = process.env;
  const script = `
    import { onnxEngine } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
    const engine = onnxEngine({ workers: 1 });
    const one = (shape) => ({ data: new Float32Array(1), shape });
    const program = await engine.compile((state, x) => [state.add(x), []], { state: one([]), batch: one([]) });
    await program.run(one([]), one([1]));
    await engine.dispose();`;
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...environment, HOME: home },
    });
    expect(readdirSync(home)).toEqual([]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
