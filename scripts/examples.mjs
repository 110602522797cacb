/**
 * Runs every example of the README files: ```sh blocks in a shell, ```ts blocks as modules. Examples that must not run
 * (installing, cloning) are ```console blocks.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const pages = [
  "README.md",
  "packages/onnx/README.md",
  "packages/natwise/README.md",
  "packages/queue/README.md",
  "packages/ask/README.md",
  "packages/cli/README.md",
];
// A temporary folder inside the tree, so that `import "natwise"` resolves.
const scratch = mkdtempSync(join(root, ".examples-"));
const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}` };
let failures = 0;
let count = 0;

try {
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8");
    for (const [, language, body] of text.matchAll(/^```(sh|ts)\n([\s\S]*?)^```/gm)) {
      count++;
      const [command, args] =
        language === "sh" ? ["bash", ["-euo", "pipefail", "-c", body]] : ["node", [writeModule(body)]];
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: "utf8" });
      if (status === 0) console.log(`ok      ${page}: ${body.trim().split("\n")[0]}`);
      else {
        failures++;
        console.log(`failed  ${page}:\n${body}\n${stdout}\n${stderr}`);
      }
    }
  }
} finally {
  rmSync(scratch, { recursive: true });
}
console.log(`${count - failures} passed, ${failures} failed`);
process.exitCode = failures > 0 || count === 0 ? 1 : 0;

function writeModule(body) {
  const file = join(scratch, `example-${count}.mjs`);
  writeFileSync(file, body);
  return file;
}
