import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts"],
    // Some tests open sessions of ONNX Runtime themselves: it must not report them.
    env: { ORT_DISABLE_TELEMETRY: "1" },
    testTimeout: 60_000,
    // Two workers at most: several tests train critics, and those share the machine with ONNX Runtime's own workers.
    maxWorkers: 2,
  },
});
