/**
 * Compiles the search for neighbours (packages/natwise/kernel) into packages/natwise/src/neighbours/kernelBytes.ts.
 *
 *     npm run kernel
 *     node scripts/kernel.mjs --check     fails if the file is not what the sources compile to
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "assemblyscript/asc";

const library = join(dirname(fileURLToPath(import.meta.url)), "../packages/natwise");
const written = join(library, "src/neighbours/kernelBytes.ts");

const text = `/** The module of packages/natwise/kernel in base 64. Written by \`npm run kernel\`; do not edit. */
export const kernelBytes =
  "${(await compile()).toString("base64")}";
`;
if (!process.argv.includes("--check")) writeFileSync(written, text);
else if (readFileSync(written, "utf8") !== text) {
  console.error("kernelBytes.ts is not what packages/natwise/kernel compiles to: run `npm run kernel`");
  process.exit(1);
}

async function compile() {
  let bytes;
  const folder = join(library, "kernel");
  const options = ["--runtime", "stub", "--enable", "simd", "-O3", "--noAssert"];
  const { error, stderr } = await main(
    ["index.ts", "--baseDir", folder, "--outFile", "kernel.wasm", ...options],
    {
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) bytes = Buffer.from(contents);
      },
    },
  );
  if (error || !bytes) throw new Error(`asc: ${error?.message}\n${stderr}`);
  return bytes;
}
