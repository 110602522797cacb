import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { wordings } from "../../../src/words/remarks/remarkText.ts";

const packages = fileURLToPath(new URL("../../../../", import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".ts") ? [readFileSync(path, "utf8")] : [];
  });
}

it("every code that has words is said somewhere", () => {
  const code = ["natwise", "ask", "cli"].flatMap((name) => sources(join(packages, name, "src"))).join("\n");
  const said = new Set([...code.matchAll(/\bremark\(\s*"(\w+)"/g)].map(([, name]) => name));
  expect(Object.keys(wordings).filter((name) => !said.has(name))).toEqual([]);
});
