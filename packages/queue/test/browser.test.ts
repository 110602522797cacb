import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("bundles for a browser without a Node built-in", async () => {
  const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const { metafile, errors } = await build({
    ...{ entryPoints: [entry], bundle: true, format: "esm", platform: "browser" },
    ...{ write: false, metafile: true, logLevel: "silent" },
  });
  expect(errors).toEqual([]);
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
  const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  expect(imports.filter((path) => builtins.has(path))).toEqual([]);
});
