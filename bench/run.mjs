/** `npm run bench`: all comparisons, one after the other. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

for (const name of ["steps", "staircase", "ksg"]) {
  spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: "inherit" });
  console.log();
}
