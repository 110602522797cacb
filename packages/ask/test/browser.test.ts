import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("bundles for a browser without a Node built-in, ONNX Runtime, DuckDB or threads", async () => {
  const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const { metafile, errors } = await build({
    ...{ entryPoints: [entry], bundle: true, format: "esm", platform: "browser" },
    ...{ write: false, metafile: true, logLevel: "silent" },
  });
  expect(errors).toEqual([]);
  const inputs = Object.entries(metafile.inputs);
  expect(inputs.some(([path]) => path.endsWith("ask/src/questions/rankColumns.ts"))).toBe(true);
  const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  const imports = inputs.flatMap(([, input]) => input.imports.map(({ path }) => path));
  expect(imports.filter((path) => builtins.has(path))).toEqual([]);
  const unwanted = /onnx|duckdb|linkedom|worker_threads|\/node\/|packages\/queue\/dist\/threads/;
  expect(inputs.map(([path]) => path).filter((path) => unwanted.test(path))).toEqual([]);
});
